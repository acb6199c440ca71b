// Parts of the page that need a script: totals of a region, coverage by agency, rankings.
function cell(row, tag, content) { var made = element(tag, "", content); row.append(made); return made; }
function marked(said) {
  var mark = element("abbr", "", "*");
  mark.title = said.map(function (names) { return names.join(" / "); }).join("; ");
  return mark;
}
function seriesTable(series, groups) {
  var table = element("table", "figures"), head = element("tr"), body = element("tbody");
  cell(head, "th", "");
  DATA.years.forEach(function (year, place) {
    var made = cell(head, "th", String(year)), said = yearDoubts(series, place);
    if (said.length) made.append(marked(said));
  });
  if (series.region) table.append(element("caption", "", series.name));
  table.append(element("thead", "", head), body);
  groups.forEach(function (group) {
    var items = Object.keys(GROUPS[group]);
    if (group === "disputes") items = items.filter(function (item) { return /_total$/.test(item); });
    items.forEach(function (item, place) { body.append(figureRow(series, item, !place)); });
  });
  RATES.forEach(function (metric, place) { body.append(rateRow(series, metric, !place)); });
  noteRows(series).forEach(function (row, place) { if (!place) row.classList.add("starts"); body.append(row); });
  return table;
}
function figureRow(series, item, starts) {
  var row = element("tr", starts ? "starts" : "");
  cell(row, "th", both(named(item)));
  DATA.years.forEach(function (year, place) {
    var value = figure(series, place, item), said = doubts(series, place, item), made = cell(row, "td", number(value));
    if (said.length && value != null) made.append(marked(said));
    if (without(series, place, item) != null) made.append(element("small", "", number(without(series, place, item))));
  });
  return row;
}
function rateRow(series, metric, starts) {
  var row = element("tr", starts ? "starts" : "");
  cell(row, "th", both(DATA.words.rates[metric]));
  DATA.years.forEach(function (year, place) {
    var at = rate(series, place, metric), made = cell(row, "td", share(at.value));
    var said = DATA.words.statuses[at.status];
    if (at.value == null) made.title = (said || []).join(" / ");
    else if (at.status !== "ok" && at.status !== (series.notes[place] || [])[4]) made.append(marked([said]));
    if (at.value == null) made.className = "none";
    if (at.count != null) made.append(element("small", "", "n=" + number(at.count)));
  });
  return row;
}
// The scope and, unless the report states it, how it is known.
function scopeNames(series, note) {
  var scope = DATA.words.scopes[scopeOf(series, note)] || DATA.words.states.missing, how = !series.region && DATA.words.bases[note[2]];
  return how && how[0] ? [scope[0] + "（" + how[0] + "）", scope[1] + " (" + how[1] + ")"] : scope;
}
function noteRows(series) {
  var kinds = series.region
    ? [[["计入报告", "Reports added up"], 0], [["缺报", "Missing"], 1], [["范围未知", "Scope unknown"], 2], [["待核对", "Need review"], 3],
      [["本级政府报告范围", "The government itself"], 5, "scopes"]]
    : [[["表格版本", "Form"], 0], [["统计范围", "Scope"], 1, "scopes"], [["数据质量", "Quality"], 3, "qualities"]];
  return kinds.map(function (kind) {
    var row = element("tr", "rests");
    cell(row, "th", both(kind[0]));
    series.notes.forEach(function (note) {
      var value = note && note[kind[1]];
      if (kind[2] === "scopes" && value) { cell(row, "td", both(scopeNames(series, note))); return; }
      cell(row, "td", value == null ? "—" : kind[2] ? both(DATA.words[kind[2]][value]) : String(value));
    });
    return row;
  });
}
function seriesCharts(series) {
  var charts = element("div", "charts");
  charts.append(
    chart(["申请与办理", "Requests and handling"], function () { return demand(series); }),
    chart(["比率", "Rates"], function () { return rates(series); }),
    chart(["办理结果（件）", "Outcomes (requests)"], function () { return stacked(series, "outcomes"); }),
    chart(["办理结果构成（占所列结果）", "Outcome mix (of the outcomes listed)"], function () {
      return stacked(series, "outcomes", "handled_total", "disclosure_rate"); }),
    chart(["未公开的理由（件）", "Reasons for not disclosing (requests)"], function (width) { return reasons(series, width); }),
    chart(["申请人构成", "Who asks"], function () { return stacked(series, "applicants", "new_received", "applicant_share"); }),
    chart(["复议与诉讼（件）", "Reconsideration and litigation (cases)"], function (width) { return disputes(series, width); }, true)
  );
  return charts;
}
function regionPart() {
  var place = document.getElementById("series-charts"), select = document.getElementById("region");
  if (!DATA.regions.length) return;
  DATA.regions.forEach(function (series, number) { select.append(new Option(series.name, number)); });
  select.closest(".bar").hidden = DATA.regions.length < 2;
  select.addEventListener("change", function () {
    var series = DATA.regions[select.value];
    document.getElementById("series-table").replaceChildren(seriesTable(series, ["intake", "outcomes", "disputes"]));
    place.replaceChildren(seriesCharts(series));
  });
  place.replaceChildren(seriesCharts(DATA.regions[0]));
}
function pager(most, show) {
  var bar = element("span"), at = 0, before = element("button", "", "‹"), after = element("button", "", "›"), where = element("span", "soft");
  before.setAttribute("aria-label", "前页 previous"); after.setAttribute("aria-label", "后页 next");
  bar.append(before, " ", where, " ", after);
  bar.set = function (count) {
    at = Math.max(0, Math.min(at, count - 1, Math.floor((count - 1) / most) * most));
    where.textContent = (count ? at + 1 : 0) + "–" + Math.min(at + most, count) + " / " + count;
    before.disabled = at === 0; after.disabled = at + most >= count;
    return [at, at + most];
  };
  before.onclick = function () { at = Math.max(0, at - most); show(); };
  after.onclick = function () { at += most; show(); };
  bar.first = function () { at = 0; };
  return bar;
}
function choice(label, show) {
  var holder = element("label", "", both(label)), select = element("select");
  holder.append(" ", select);
  holder.select = select;
  select.addEventListener("change", show);
  return holder;
}
function options(select, entries, kept) {
  select.replaceChildren.apply(select, entries.map(function (entry) { return new Option(entry[1], entry[0]); }));
  if (kept && entries.some(function (entry) { return entry[0] === kept; })) select.value = kept;
}
function coveragePart() {
  var place = document.getElementById("coverage-part"), every = agencies().concat(never);
  if (!every.length) return;
  var chosen = choice(["地区", "Region"], function () { pages.first(); show(); }), only = element("input"), drawnAt = element("div");
  var pages = pager(40, function () { show(); }), label = element("label");
  only.type = "checkbox";
  only.addEventListener("change", function () { pages.first(); show(); });
  label.append(only, " ", both(["只列有缺报或迟发者", "Only with missing or late reports"]));
  var signs = { m: ["缺", "M"], l: ["迟", "L"], i: ["", ""], u: ["", ""] };
  var states = { i: "in_time", l: "late", u: "undated", m: "missing" };
  var bar = element("div", "bar"), regions = {};
  bar.append(chosen, label, pages);
  every.forEach(function (agency) { if (agency.region_code) regions[agency.region_code] = agency.region; });
  function show() {
    options(chosen.select, [["", say(["全部", "All"])]].concat(Object.keys(regions).sort().map(function (code) { return [code, regions[code]]; })), chosen.select.value);
    var listed = every.filter(function (agency) {
      return (!chosen.select.value || agency.region_code === chosen.select.value) && (!only.checked || /[ml]/.test(agency.marks));
    });
    var range = pages.set(listed.length), shown = listed.slice(range[0], range[1]);
    drawnAt.replaceChildren(chart(["各机关各年度", "Agencies by year"], function (width) {
      var rows = [];
      shown.forEach(function (agency) {
        DATA.years.forEach(function (year, at) {
          var mark = agency.marks[at];
          if (states[mark]) rows.push({ name: agency.short, year: String(year), state: say(DATA.words.states[states[mark]]), sign: say(signs[mark]) });
        });
      });
      if (!rows.length) return say(["没有符合条件的机关。", "No agency fits."]);
      return { chart: "coverage", rows: rows, words: { labels: width < 640 ? 150 : 320,
        states: Object.keys(DATA.words.states).map(function (state) { return say(DATA.words.states[state]); }) } };
    }, true));
  }
  place.append(bar, drawnAt);
  place.show = show;
  show();
}
