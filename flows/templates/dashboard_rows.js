// Rows of charts and tables from a series. A blank is null and stays null; nothing is computed but the unpacking.
var GROUPS = DATA.items, ITEMS = [], RATES = Object.keys(DATA.words.rates);
Object.keys(GROUPS).forEach(function (group) {
  Object.keys(GROUPS[group]).forEach(function (item) { ITEMS.push(item); });
});
function named(item) {
  return Object.keys(GROUPS).map(function (group) { return GROUPS[group][item]; }).filter(Boolean)[0];
}
function number(value) { return value == null ? "—" : value.toLocaleString("en-US", { maximumFractionDigits: 6 }); }
function share(value) { return value == null ? "—" : (value / 100).toFixed(1) + "%"; }
function figure(series, place, item) {
  var row = series.values[place];
  return row ? row[ITEMS.indexOf(item)] : null;
}
// {value, count, status, low, high, place, peers}; the value is null unless it may be shown.
function rate(series, place, metric) {
  var row = series.rates[place] && series.rates[place][RATES.indexOf(metric)];
  if (!row) return { value: null, count: null, status: "no_report" };
  var status = row[2] || "ok", shown = status === "ok" || status === "scope_unknown" || status === "missing_reports";
  return { value: shown ? row[0] : null, count: row[1], status: status, low: row[3], high: row[4], place: row[5], peers: row[6] };
}
// Why all figures of a year are to be read with care; empty if they are not.
function yearDoubts(series, place) {
  var note = series.notes[place], said = [];
  if (!note) return said;
  if (series.region) {
    if (note[4] !== "ok") said.push(DATA.words.statuses[note[4]] || [note[4], note[4]]);
  } else {
    if (note[3] === "needs_review") said.push(DATA.words.qualities.needs_review);
    if (note[1] === "unknown") said.push(DATA.words.scopes.unknown);
  }
  return said;
}
function yearNames(series) {
  return DATA.years.map(function (year, place) { return year + (yearDoubts(series, place).length ? "*" : ""); });
}
// The total without the reports on whole regions, where it is another.
function without(series, place, item) { return series.region && series.up[place] ? series.up[place][item] : null; }
// Why a single figure is.
function doubts(series, place, item) {
  var blank = series.region && series.blank[place] && series.blank[place][item];
  var said = blank ? [[blank + "份报告此项空白，未计入", "blank in " + blank + " reports, which are left out"]] : [];
  var up = without(series, place, item);
  if (up != null) said.push(["不计全地区报告的合计为" + number(up), "without reports on whole regions: " + number(up)]);
  return said;
}
function basis(series, place) {
  var note = series.notes[place];
  if (!note) return "";
  if (series.region) return say(["计入" + number(note[0]) + "份，缺" + number(note[1]) + "份", number(note[0]) + " reports, " + number(note[1]) + " missing"]);
  return say(DATA.words.scopes[note[1]]);
}
function remark(series, place, item) {
  return [basis(series, place)].concat(yearDoubts(series, place).concat(doubts(series, place, item)).map(say)).filter(Boolean).join(say(["；", "; "]));
}
// Whose work is counted; of a region the scope of its own government's report, which its total follows.
function scopeOf(series, note) { return series.region ? note[5] : note[1]; }
// Where a series cannot be compared with the year before: another form, another scope.
function breaks(series) {
  var found = [];
  DATA.years.forEach(function (year, place) {
    var said = [], before = series.notes[place - 1], now = series.notes[place];
    if (year === 2021 && place > 0) said.push(say(["表格变更", "new form"]));
    if (before && now && scopeOf(series, before) !== scopeOf(series, now)) said.push(say(["范围变更", "scope changed"]));
    if (said.length) found.push({ year: yearNames(series)[place], says: said.join(" · ") });
  });
  return found;
}
// Number of the stretch of years that count the same bodies: a line over a change of scope would be a false trend.
function pieces(series) {
  var piece = 0, scope = null;
  return series.notes.map(function (note) {
    if (note) {
      if (scope !== null && scopeOf(series, note) !== scope) piece += 1;
      scope = scopeOf(series, note);
    }
    return piece;
  });
}
function rowsOf(series, items) {
  var rows = [], years = yearNames(series), piece = pieces(series);
  years.forEach(function (year, place) {
    items.forEach(function (item, order) {
      var value = figure(series, place, item);
      rows.push({ year: year, item: item, place: place, piece: piece[place], name: say(named(item)), value: value, order: order, shown: number(value),
        note: remark(series, place, item), flag: doubts(series, place, item).length > 0 });
    });
  });
  return rows;
}
function any(rows) { return rows.some(function (row) { return row.value != null; }); }
var FEW = ["分母过小或有空缺，不列比率。", "No rates: denominators are too small, or figures are blank."];
var NOTHING = ["没有印出的数值。", "No figure is printed."];
var COLOURS = {
  intake: ["#1f4e8c", "#3f8f76"],
  outcomes: ["#2a7f62", "#8fc1a9", "#b5403a", "#e0a52a", "#8a6fb0", "#9aa4b2"],
  applicants: ["#1f4e8c", "#e0a52a", "#3f8f76", "#8a6fb0", "#b5403a", "#9aa4b2"],
  rates: ["#1f4e8c", "#3f8f76", "#b5403a", "#e0a52a", "#8a6fb0"],
  disputes: ["#3f8f76", "#b5403a", "#9aa4b2", "#e0cfa0"]
};
function coloured(items, colours) {
  return { names: items.map(function (item) { return say(named(item)); }), colours: colours };
}
function demand(series) {
  var items = ["new_received", "handled_total"], rows = rowsOf(series, items);
  if (!any(rows)) return say(NOTHING);
  return { chart: "lines", rows: rows, breaks: breaks(series), words: Object.assign({ format: ",d", years: yearNames(series), dashes: [[1, 0], [6, 4]] }, coloured(items, COLOURS.intake)) };
}
function rates(series) {
  var chosen = RATES.slice(0, 5), rows = [], piece = pieces(series);
  yearNames(series).forEach(function (year, place) {
    chosen.forEach(function (metric) {
      var at = rate(series, place, metric), said = at.status === "ok" ? "" : say(DATA.words.statuses[at.status]);
      rows.push({ year: year, piece: piece[place], name: say(DATA.words.rates[metric]), value: at.value == null ? null : at.value / 10000,
        shown: share(at.value) + "  n=" + number(at.count), note: [said, basis(series, place)].filter(Boolean).join(" "),
        flag: at.status !== "ok" });
    });
  });
  if (!any(rows)) return say(FEW);
  return { chart: "lines", rows: rows, breaks: breaks(series), words: { format: ".0%", colours: COLOURS.rates, years: yearNames(series), dashes: [[1, 0]],
    names: chosen.map(function (metric) { return say(DATA.words.rates[metric]); }) } };
}
// A stack of parts: a year with a blank part is drawn pale in counts, and not at all in shares; neither is a year with
// fewer cases (`total`) than the warehouse asks of a rate (`metric`).
function stacked(series, group, total, metric) {
  var isShare = !!total;
  var items = Object.keys(GROUPS[group]), rows = rowsOf(series, items), whole = {};
  rows.forEach(function (row) { whole[row.year] = (whole[row.year] !== false) && row.value != null; });
  rows.forEach(function (row) {
    row.flag = !whole[row.year] || !!(series.region && series.blank[row.place] && series.blank[row.place][row.item]);
  });
  if (isShare) rows = rows.filter(function (row) {
    return whole[row.year] && figure(series, row.place, total) >= DATA.minimum[metric];
  });
  if (!any(rows)) return say(isShare ? FEW : NOTHING);
  return { chart: "stack", rows: rows, words: Object.assign({ format: isShare ? ".0%" : ",d", stack: isShare ? "normalize" : "zero", years: yearNames(series) },
    coloured(items, COLOURS[group])) };
}
function reasons(series, width) {
  var rows = rowsOf(series, Object.keys(GROUPS.reasons));
  if (!any(rows)) return say(NOTHING);
  var most = Math.max.apply(null, rows.map(function (row) { return row.value || 0; }));
  rows.forEach(function (row) { row.dark = row.value > most * 0.35; });
  return { chart: "matrix", rows: rows, words: { years: yearNames(series), labels: width < 420 ? 128 : 190, type: width < 420 ? 9.5 : 11.5 } };
}
function disputes(series, width) {
  var outcomes = ["upheld", "corrected", "other", "pending"], rows = [];
  var names = { upheld: ["维持", "Upheld"], corrected: ["纠正", "Corrected"], other: ["其他结果", "Other"], pending: ["尚未审结", "Pending"] };
  var procedures = { reconsideration: ["行政复议", "Reconsideration"], litigation_direct: ["直接起诉", "Direct suits"],
    litigation_after_reconsideration: ["复议后起诉", "Suits after reconsideration"] };
  Object.keys(procedures).forEach(function (procedure) {
    rowsOf(series, outcomes.map(function (outcome) { return procedure + "_" + outcome; })).forEach(function (row) {
      row.code = procedure;
      row.procedure = say(procedures[procedure]);
      row.name = say(names[row.item.slice(procedure.length + 1)]);
      rows.push(row);
    });
  });
  if (!any(rows)) return say(NOTHING);
  var columns = width < 640 ? 1 : 3, heights = {}; // of the bars: what is printed as their total may differ
  rows.forEach(function (row) { heights[row.code + row.year] = (heights[row.code + row.year] || 0) + row.value; });
  return { chart: "disputes", rows: rows, words: { columns: columns, width: Math.floor((width - 52 - (columns - 1) * 24) / columns),
    years: yearNames(series), most: Math.max.apply(null, Object.values(heights).concat(5)), procedures: Object.keys(procedures).map(function (code) { return say(procedures[code]); }),
    names: outcomes.map(function (outcome) { return say(names[outcome]); }), colours: COLOURS.disputes } };
}
