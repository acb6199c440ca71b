-- Definitions of the metrics; parts of a family once.
SELECT metric, any_value(label_zh), any_value(label_en), any_value(numerator), any_value(denominator), any_value(unit),
  any_value(min_n), any_value(caveat_zh), any_value(caveat_en), any_value(source), count(*)
FROM dim_metric GROUP BY metric ORDER BY min(sort_order)
