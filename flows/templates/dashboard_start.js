// The first screen is there already: everything here waits for the page to be whole.
function begin() {
  [regionPart, coveragePart, peersPart, agencyPart].forEach(function (part) {
    try { part(); } catch (error) { console.error(error); }
  });
  document.body.classList.add("ready");
}
document.addEventListener("change", function (event) {
  if (!event.target.classList.contains("tongue")) return;
  document.documentElement.lang = tongue() === "en" ? "en" : "zh-CN";
  document.querySelectorAll(".script").forEach(function (part) { if (part.show) part.show(); });
  redraw();
});
var waiting = 0;
window.addEventListener("resize", function () {
  clearTimeout(waiting);
  waiting = setTimeout(function () {
    drawings.forEach(function (each) { if (each.wanted && each.place.clientWidth !== each.width) draw(each); });
  }, 200);
});
window.addEventListener("beforeprint", function () {
  drawings.forEach(function (each) { if (!each.wanted) draw(each); });
});
window.addEventListener("DOMContentLoaded", function () { setTimeout(begin, 0); });
