// Agencies: unpacked on first use; their rankings, and a page for each.
var held = null, never = [];
function agencies() {
  if (held) return held;
  var content = JSON.parse(document.getElementById("agencies").textContent);
  var prefix = shared((content.agencies || []).concat((content.never || []).map(function (row) { return ['', row[0]]; })).map(function (row) { return row[1]; }));
  var groups = Object.keys(DATA.peers);
  (content.agencies || []).forEach(function (row) {
    row[9].notes.forEach(function (note) { if (note) note[4] = note[4] === null ? null : groups[note[4]]; });
  });
  held = (content.agencies || []).map(function (row) {
    return { id: String(row[0]), name: row[1], names: row[2], kind: row[3], level: row[4], region_code: row[5], region: row[6],
      short: row[1].slice(prefix), work: content.functions[row[7]], marks: row[8], series: row[9], reports: row[10] };
  });
  never = (content.never || []).map(function (row) { return { name: row[0], short: row[0].slice(prefix), marks: row[1] }; });
  // a chart has one row a name: agencies called the same must not share it
  var called = {};
  held.concat(never).forEach(function (agency) { (called[agency.name] = called[agency.name] || []).push(agency); });
  Object.keys(called).forEach(function (name) {
    if (called[name].length > 1) called[name].forEach(function (agency) { agency.short += " #" + (agency.id || "–"); });
  });
  return held;
}
// Length of the region that all names begin with: charts have no room to repeat it.
function shared(names) {
  var start = names[0] || "";
  names.forEach(function (name) { while (name.indexOf(start) !== 0) start = start.slice(0, -1); });
  var region = /^.*[省市区县州盟旗]/.exec(start);
  return names.length > 1 && region && names.every(function (name) { return name.length > region[0].length; }) ? region[0].length : 0;
}
function peersPart() {
  var place = document.getElementById("peers-part"), every = agencies(), groups = {};
  every.forEach(function (agency) {
    agency.series.notes.forEach(function (note) { if (note && note[4]) groups[note[4]] = (groups[note[4]] || 0) + 1; });
  });
  var ordered = Object.keys(groups).sort(function (a, b) { return groups[b] - groups[a] || (a < b ? -1 : 1); });
  var still = document.getElementById("ranking-still");
  if (!ordered.length || !still) return;
  still.hidden = true;
  var metric = choice(["比率", "Rate"], again), group = choice(["同类", "Peers"], again), year = choice(["年度", "Year"], again);
  var pages = pager(25, function () { show(); }), bar = element("div", "bar"), drawnAt = element("div"), apart = element("div");
  bar.append(group, metric, year, pages);
  function again() { pages.first(); show(); }
  function show() {
    // a rate that is no share of its denominator (争议率) has no interval and no ranking
    options(metric.select, RATES.filter(function (code) { return code !== "dispute_rate"; }).map(function (code) {
      return [code, say(DATA.words.rates[code])]; }), metric.select.value);
    options(group.select, ordered.map(function (code) { return [code, say(DATA.peers[code])]; }), group.select.value);
    options(year.select, DATA.years.slice().reverse().map(function (each) { return [String(each), String(each)]; }), year.select.value);
    var at = DATA.years.indexOf(Number(year.select.value)), ranked = [], small = [];
    every.forEach(function (agency) {
      var note = agency.series.notes[at];
      if (!note || note[4] !== group.select.value) return;
      var found = rate(agency.series, at, metric.select.value);
      if (found.place) ranked.push({ agency: agency, at: found, note: note });
      else if (found.status === "small_n") small.push({ agency: agency, at: found });
    });
    ranked.sort(function (a, b) { return a.at.place - b.at.place; });
    var range = pages.set(ranked.length), shown = ranked.slice(range[0], range[1]);
    drawnAt.replaceChildren(chart([DATA.words.rates[metric.select.value][0] + "：按区间下界排序", DATA.words.rates[metric.select.value][1] + ", by the lower bound of the interval"], function (width) {
      if (!shown.length) return say(["该年度没有可排名的机关。", "No agency can be ranked in this year."]);
      return { chart: "ranking", words: { labels: width < 640 ? 150 : 330 }, rows: shown.map(function (each) {
        return { name: each.at.place + ". " + each.agency.short, value: each.at.value / 10000, low: each.at.low / 10000, high: each.at.high / 10000,
          shown: share(each.at.value), interval: share(each.at.low) + "–" + share(each.at.high), count: each.at.count,
          flag: each.note[3] === "needs_review", note: [say(DATA.words.scopes[each.note[1]]), say(DATA.words.qualities[each.note[3]])].join(" · ") };
      }) };
    }, true));
    apart.replaceChildren();
    if (small.length) {
      var list = element("details"), head = element("summary"), names = element("p", "soft");
      head.append(both(["分母过小，未排名：" + small.length + "个", "Too few cases to be ranked: " + small.length]));
      names.textContent = small.map(function (each) { return each.agency.name + " (n=" + number(each.at.count) + ")"; }).join(say(["、", ", "]));
      list.append(head, names);
      apart.append(list);
    }
  }
  place.append(bar, drawnAt, apart);
  place.show = show;
  show();
}
function strips(series, width) {
  var at = DATA.years.length - 1, rows = [];
  while (at > 0 && !series.notes[at]) at -= 1;
  var note = series.notes[at];
  if (!note || !note[4]) return say(["没有可比较的同类机关。", "There are no peers to compare with."]);
  RATES.forEach(function (metric) {
    var spread = DATA.spreads[note[4] + " " + metric + " " + DATA.years[at]], own = rate(series, at, metric);
    if (!spread) return;
    var q = spread.slice(1).map(function (each) { return each / 10000; });
    rows.push({ name: say(DATA.words.rates[metric]), least: q[0], q10: q[1], q25: q[2], q50: q[3], q75: q[4], q90: q[5], most: q[6],
      value: own.value == null ? null : own.value / 10000, shown: share(own.value) + "  n=" + number(own.count), median: share(spread[4]),
      peers: spread[0], flag: note[3] === "needs_review",
      note: own.status === "ok" ? (own.place ? say(["按区间下界第", "place "]) + own.place + " / " + own.peers : "") : say(DATA.words.statuses[own.status]) });
  });
  if (!rows.length) return say(["同类机关不足5个，不作比较。", "Fewer than 5 peers: no comparison."]);
  return { chart: "strips", rows: rows, words: {} };
}
function reportsTable(agency) {
  var table = element("table", "figures reports"), head = element("tr"), body = element("tbody");
  [["年度", "Year"], ["质量", "Quality"], ["范围", "Scope"], ["表格", "Form"], ["发布", "Published"], ["检验与问题", "Checks and problems"], ["来源文件", "Source"]]
    .forEach(function (names) { cell(head, "th", both(names)); });
  table.append(element("thead", "", head), body);
  var qualities = { v: "verified", a: "as_printed", n: "needs_review" };
  agency.reports.forEach(function (report) {
    var row = element("tr"), quality = qualities[report[1]];
    cell(row, "th", String(report[0]));
    var badge = element("span", "badge " + quality, both(DATA.words.qualities[quality]));
    cell(row, "td", badge);
    cell(row, "td", both(DATA.words.scopes[report[2]] || [report[2], report[2]]));
    cell(row, "td", report[3]);
    cell(row, "td", report[4] || "—");
    cell(row, "td", report[8].map(function (fault) { return fault[0] + (fault[1] > 1 ? " ×" + fault[1] : ""); }).join(", ") || "—");
    var path = cell(row, "td", report[7]);
    path.className = "path";
    path.append(" ", element("code", "", report[6]));
    body.append(row);
  });
  return table;
}
function agencyPage(agency) {
  var page = element("div"), badges = element("div", "badges"), about = [];
  page.append(element("h3", "", agency.name));
  if (agency.kind) about.push(DATA.words.kinds[agency.kind]);
  if (agency.level) about.push(DATA.words.levels[agency.level]);
  if (agency.work) about.push(agency.work);
  about.forEach(function (names) { if (names) badges.append(element("span", "badge", both(names))); });
  if (agency.region) badges.append(element("span", "badge", agency.region + " " + agency.region_code));
  page.append(badges);
  if (agency.names.length) page.append(element("p", "soft", agency.names.join("、")));
  // without a region the first agency's table opens the page
  if (DATA.regions.length || agency !== agencies()[0]) {
    page.append(element("div", "wide", seriesTable(agency.series, ["intake", "outcomes", "disputes", "proactive"])));
  }
  page.append(seriesCharts(agency.series));
  var shown = chart(["在同类机关中的位置", "Among its peers"], function (width) { return strips(agency.series, width); });
  shown.append(element("p", "soft", both(["细线：最小至最大；浅带：10–90 分位；深带：25–75 分位；竖线：中位数；红点：本机关。", "Thin line: least to most; pale band: 10th to 90th percentile; dark band: 25th to 75th; tick: median; red: this agency."])));
  page.append(shown, element("h3", "", both(["报告", "Reports"])), element("div", "wide", reportsTable(agency)));
  return page;
}
function agencyPart() {
  var place = document.getElementById("agency-part"), every = agencies(), at = -1, listed = [];
  if (!place || !every.length) return;
  var find = element("div", "find"), input = element("input"), list = element("ul", "found"), page = element("div");
  input.type = "search"; input.id = "find"; input.autocomplete = "off";
  input.setAttribute("role", "combobox"); input.setAttribute("aria-controls", "found"); input.setAttribute("aria-expanded", "false");
  list.id = "found"; list.hidden = true; list.setAttribute("role", "listbox");
  page.id = "agency-page";
  find.append(input, list);
  place.append(find, page);
  function ask() {
    var words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    listed = words.length ? every.filter(function (agency) {
      var text = [agency.name].concat(agency.names, agency.region_code).join(" ").toLowerCase();
      return words.every(function (word) { return text.indexOf(word) >= 0; });
    }).slice(0, 30) : every.slice(0, 30);
    at = -1;
    list.replaceChildren.apply(list, listed.map(function (agency) {
      var entry = element("li", "", agency.name);
      entry.setAttribute("role", "option");
      entry.onmousedown = function (event) { event.preventDefault(); choose(agency); };
      return entry;
    }));
    if (!listed.length) list.append(element("li", "soft", say(["没有这个机关", "No such agency"])));
    open(true);
  }
  function open(yes) { list.hidden = !yes; input.setAttribute("aria-expanded", String(yes)); }
  function choose(agency) {
    open(false);
    input.value = agency.name;
    history.replaceState(null, "", "#agency=" + agency.id);
    page.replaceChildren(agencyPage(agency));
  }
  input.addEventListener("input", ask);
  input.addEventListener("focus", function () { input.select(); ask(); });
  input.addEventListener("blur", function () { open(false); });
  input.addEventListener("keydown", function (event) {
    if (event.key === "Escape") open(false);
    if (event.key === "Enter" && listed.length) choose(listed[Math.max(0, at)]);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    at = (at + (event.key === "ArrowDown" ? 1 : listed.length - 1)) % Math.max(1, listed.length);
    Array.prototype.forEach.call(list.children, function (entry, number) {
      entry.setAttribute("aria-selected", String(number === at));
      if (number === at) entry.scrollIntoView({ block: "nearest" });
    });
  });
  place.show = function () { input.placeholder = say(["输入机关名称或行政区划代码…", "Name of an agency, or code of its region…"]); };
  place.show();
  var asked = every.filter(function (agency) { return location.hash === "#agency=" + agency.id; })[0];
  if (asked || !DATA.regions.length) page.replaceChildren(agencyPage(asked || every[0]));
  if (asked) document.getElementById("agency").scrollIntoView();
}
