// Drawing: Vega-Lite starts with the first chart in view; a chart is drawn again for another language or width.
var SPECS = JSON.parse(document.getElementById("charts").textContent);
var DATA = JSON.parse(document.getElementById("overview").textContent);
var started = false, drawings = [];

function tongue() {
  var chosen = document.querySelector(".tongue:checked");
  return chosen ? chosen.value : "zh";
}
// Names are [Chinese, English]; a chart has room for one of them.
function say(names) { return names ? names[tongue() === "en" ? 1 : 0] : ""; }
function both(names) {
  var zh = element("span", "zh", names[0]), en = element("span", "en", names[1]);
  var part = document.createDocumentFragment();
  zh.lang = "zh-CN"; en.lang = "en";
  part.append(zh, en);
  return part;
}
function element(tag, name, content) {
  var made = document.createElement(tag);
  if (name) made.className = name;
  if (content != null) made.append(content);
  return made;
}
function start() {
  if (started) return;
  started = true;
  var script = document.createElement("script");
  script.textContent = document.getElementById("bundle").textContent;
  document.head.append(script);
}
// A copy of a specification with names in one language and "$word" from the chart's words.
function filled(part, words) {
  if (Array.isArray(part)) return part.map(function (each) { return filled(each, words); });
  if (typeof part === "string" && part[0] === "$") return words[part.slice(1)];
  if (part === null || typeof part !== "object") return part;
  if (typeof part.zh === "string" && typeof part.en === "string") return say([part.zh, part.en]);
  var copy = {};
  Object.keys(part).forEach(function (key) { copy[key] = filled(part[key], words); });
  return copy;
}
// A figure whose `make` gives {chart, rows, words, breaks}, or text where there is nothing to draw.
function chart(names, make, whole) {
  var figure = element("figure", whole ? "whole" : ""), place = element("div", "drawn");
  var caption = element("figcaption", "", both(names));
  figure.append(caption, place);
  var drawing = { place: place, make: make, wanted: false, caption: caption };
  drawings.push(drawing);
  watcher ? watcher.observe(place) : draw(drawing);
  place.drawing = drawing;
  return figure;
}
function draw(drawing) {
  var place = drawing.place, width = place.clientWidth;
  if (!place.isConnected || !width) return;
  var made = drawing.make(width);
  drawing.wanted = true;
  drawing.width = width;
  place.parentNode.classList.toggle("bare", typeof made === "string");
  if (typeof made === "string") { place.replaceChildren(element("p", "soft", made)); return; }
  start();
  var words = Object.assign({ years: DATA.years.map(String) }, made.words);
  var spec = filled(SPECS[made.chart], words);
  spec.config = fitting(width, made.words.names || []);
  spec.data = { name: "rows" };
  spec.datasets = { rows: made.rows, breaks: made.breaks || [] };
  if (!spec.facet) { spec.width = width; spec.autosize = { type: "fit-x", contains: "padding" }; }
  if (spec.height && spec.height.step) spec.height = spec.height.step * new Set(made.rows.map(function (row) { return row.name; })).size;
  // ast: expressions are interpreted, so that the page needs no right to make code
  drawing.done = window.vegaEmbed(place, spec, { actions: false, renderer: "svg", ast: true, mode: "vega-lite", logLevel: 1 });
  drawing.done.catch(function (error) { place.replaceChildren(element("p", "note", String(error))); console.error(error); });
}
// Smaller type and legends in columns where there is little room.
function fitting(width, names) {
  var config = JSON.parse(JSON.stringify(SPECS.config)), longest = Math.max.apply(null, names.map(function (name) { return name.length; }));
  var columns = longest > (width < 420 ? 6 : 9) ? 2 : 3;
  if (width < 560) Object.assign(config.legend, { columns: columns, labelLimit: Math.floor(width / columns) - 34 });
  if (width < 420) config.axis.labelFontSize = 10;
  return config;
}
function redraw() {
  drawings = drawings.filter(function (each) { return each.place.isConnected; });
  drawings.forEach(function (each) { if (each.wanted) draw(each); });
}
var watcher = "IntersectionObserver" in window ? new IntersectionObserver(function (entries) {
  entries.forEach(function (entry) {
    if (!entry.isIntersecting) return;
    watcher.unobserve(entry.target);
    draw(entry.target.drawing);
  });
}, { rootMargin: "300px 0px" }) : null;
