(function () {
  "use strict";
  var bar = document.getElementById("bar");
  if (!bar) return;
  bar.hidden = false;
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));
  var search = document.getElementById("search"), code = document.getElementById("code");
  var year = document.getElementById("year"), open = document.getElementById("open");
  var KEY = "ogi-review-seen", seen = {};
  try { seen = JSON.parse(localStorage.getItem(KEY)) || {}; } catch (error) { seen = {}; }

  function load(image) {
    var held = document.getElementById("p" + image.dataset.picture);
    if (held) image.src = held.textContent;
    image.removeAttribute("data-picture");
  }
  function loadAll() {
    document.querySelectorAll("img[data-picture]").forEach(load);
  }
  if ("IntersectionObserver" in window) {
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        observer.unobserve(entry.target);
        entry.target.querySelectorAll("img[data-picture]").forEach(load);
      });
    }, { rootMargin: "1200px 0px" });
    cards.forEach(function (card) { observer.observe(card); });
  } else {
    loadAll();
  }
  window.addEventListener("beforeprint", loadAll);

  function filter() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean), count = 0;
    var allowed = {};
    bar.querySelectorAll("[name=severity]").forEach(function (box) { allowed[box.value] = box.checked; });
    cards.forEach(function (card) {
      var data = card.dataset, text = data.text.toLowerCase();
      var fits = allowed[data.severity] && (!year.value || data.year === year.value) &&
        (!code.value || data.codes.split(" ").indexOf(code.value) >= 0) &&
        !(open.checked && seen[data.key]) &&
        words.every(function (word) { return text.indexOf(word) >= 0; });
      card.hidden = !fits;
      count += fits ? 1 : 0;
    });
    document.getElementById("shown").textContent = count + " / " + cards.length;
    document.getElementById("nothing").hidden = count > 0;
  }
  var waiting = 0;
  bar.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  bar.addEventListener("submit", function (event) { event.preventDefault(); });

  function mark(card, done) {
    if (done) seen[card.dataset.key] = 1; else delete seen[card.dataset.key];
    card.classList.toggle("is-done", done);
    card.querySelector(".done").checked = done;
    try { localStorage.setItem(KEY, JSON.stringify(seen)); } catch (error) { /* a private window */ }
  }
  cards.forEach(function (card) { if (seen[card.dataset.key]) mark(card, true); });

  function copy(pre, button) {
    function done() {
      if (!button) return;
      var before = button.textContent;
      button.textContent = "已复制 copied";
      setTimeout(function () { button.textContent = before; }, 1200);
    }
    function select() {
      var range = document.createRange();
      range.selectNodeContents(pre);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      if (document.execCommand("copy")) done();
    }
    if (navigator.clipboard) navigator.clipboard.writeText(pre.textContent).then(done, select); else select();
  }
  document.addEventListener("click", function (event) {
    if (event.target.classList.contains("copy")) copy(event.target.parentNode.querySelector("pre"), event.target);
  });
  document.addEventListener("change", function (event) {
    if (event.target.classList.contains("done")) mark(event.target.closest(".card"), event.target.checked);
  });

  function step(by) {
    var visible = cards.filter(function (card) { return !card.hidden; });
    if (!visible.length) return;
    var at = visible.indexOf(document.activeElement.closest(".card"));
    var next = at < 0 ? 0 : Math.max(0, Math.min(visible.length - 1, at + by));
    visible[next].focus({ preventScroll: true });
    visible[next].scrollIntoView({ block: "start" });
  }
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "Escape" && typing) { event.target.blur(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    var card = document.activeElement.closest(".card");
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "o") document.body.classList.toggle("plain");
    else if (event.key === "x" && card) mark(card, !card.classList.contains("is-done"));
    else if (event.key === "c" && card && card.querySelector("details")) {
      card.querySelector("details").open = true;
      copy(card.querySelector("pre"), card.querySelector(".copy"));
    } else if (event.key === "/") search.focus();
    else return;
    event.preventDefault();
  });
  filter();
})();
