// Language switch, figures, and details that open for links and for print. The page is readable without any of it.
(function () {
  "use strict";
  var LANGUAGES = ["zh", "en"];
  var KEY = "zhuli.language";
  var NARROW = 560;
  var PRINTED = 660;
  var root = document.documentElement;
  var drawings = null;

  // the hash holds an anchor, a language (lang=en), or both, joined by &
  function readHash() {
    var found = { anchor: "", language: "" };
    window.location.hash.slice(1).split("&").forEach(function (part) {
      if (part.indexOf("lang=") === 0) {
        if (LANGUAGES.indexOf(part.slice(5)) >= 0) { found.language = part.slice(5); }
      } else if (part) {
        found.anchor = part;
      }
    });
    return found;
  }

  function stored() {
    try {
      var value = window.localStorage.getItem(KEY);
      return LANGUAGES.indexOf(value) >= 0 ? value : "";
    } catch (refused) {
      return "";
    }
  }

  function store(language) {
    try {
      window.localStorage.setItem(KEY, language);
    } catch (refused) { /* private window: the hash remembers */ }
  }

  function remember(language) {
    var anchor = readHash().anchor;
    store(language);
    try {
      window.history.replaceState(null, "", "#" + (anchor ? anchor + "&" : "") + "lang=" + language);
    } catch (refused) { /* some viewers refuse; the page still switches */ }
  }

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  function apply(language) {
    root.lang = language;
    all("[data-" + language + "]").forEach(function (element) {
      element.setAttribute("aria-label", element.getAttribute("data-" + language));
    });
    all("[data-language]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-language") === language));
    });
    draw(0);
  }

  function put(target, path, value) {
    var steps = path.split(".");
    var last = steps.pop();
    steps.forEach(function (step) { target = target[step] = target[step] || {}; });
    target[last] = value;
  }

  function fitted(figure, width) {
    var layout = JSON.parse(JSON.stringify(figure.layout));
    layout.font.family = window.getComputedStyle(document.body).fontFamily;
    if (width < NARROW) {
      Object.keys(figure.narrow || {}).forEach(function (path) { put(layout, path, figure.narrow[path]); });
    }
    layout.width = Math.max(width, figure.least || 0);
    return layout;
  }

  function options(figure) {
    return {
      displaylogo: false,
      displayModeBar: "hover",
      modeBarButtons: [["toImage"]],
      locale: root.lang === "zh" ? "zh-CN" : "en",
      toImageButtonOptions: { filename: figure, scale: 2 }
    };
  }

  // width 0: as wide as the page gives
  function draw(width) {
    if (!drawings || !window.Plotly) { return; }
    all(".plot").forEach(function (box) {
      try {
        drawOne(box, width || box.clientWidth - 18);
      } catch (failed) { // the numbers stand below; one figure must not take the others with it
        window.console.error(failed);
      }
    });
  }

  function drawOne(box, wide) {
    var canvas = box.querySelector(".canvas");
    var key = box.getAttribute("data-figure");
    var figure = drawings[root.lang][key];
    canvas.drawnWidth = wide;
    canvas.style.minHeight = "";
    var shown = (canvas.data || []).map(function (trace) { return trace.visible; });
    var data = figure.data.map(function (trace, place) {
      return shown[place] === undefined ? trace : Object.assign({}, trace, { visible: shown[place] });
    });
    window.Plotly.react(canvas, data, fitted(figure, wide), options(key));
    if (!canvas.listening) {
      canvas.listening = true;
      canvas.on("plotly_click", function (event) {
        var anchor = event.points[0].customdata;
        if (anchor) { window.location.hash = anchor; }
      });
    }
  }

  function redraw() {
    var stale = all(".plot").some(function (box) {
      return box.querySelector(".canvas").drawnWidth !== box.clientWidth - 18;
    });
    if (stale) { draw(0); }
  }

  function reveal(anchor) {
    var target = anchor && document.getElementById(anchor);
    if (!target) { return; }
    for (var above = target; above; above = above.parentElement) {
      if (above.tagName === "DETAILS") { above.open = true; }
    }
    settle(target, 12);
  }

  // what lies above is laid out only when it comes near, and then moves the target: aim again until it stays
  function settle(target, frames) {
    var before = target.getBoundingClientRect().top;
    target.scrollIntoView();
    if (frames > 0 && (frames > 9 || Math.abs(target.getBoundingClientRect().top - before) > 1)) {
      window.requestAnimationFrame(function () { settle(target, frames - 1); });
    }
  }

  function follow() {
    var asked = readHash();
    if (asked.language) {
      store(asked.language);
      if (asked.language !== root.lang) { apply(asked.language); }
      if (asked.anchor) { window.location.replace("#" + asked.anchor); } // a plain anchor, so that :target holds
    } else {
      reveal(asked.anchor);
    }
  }

  function registerChinese() {
    window.Plotly.register({
      moduleType: "locale",
      name: "zh-CN",
      dictionary: {
        "Download plot as a PNG": "下载图片（PNG）",
        "Download plot": "下载图片",
        "Taking snapshot - this may take a few seconds": "正在生成图片，请稍候",
        "Snapshot succeeded": "图片已生成",
        "Sorry, there was a problem downloading your snapshot!": "图片没能下载",
        "Double-click on legend to isolate one trace": "双击图例只看这一项",
        "Click to enter Plot title": "图题"
      },
      format: { days: [], shortDays: [], months: [], shortMonths: [] }
    });
  }

  function start() {
    if (window.Plotly) {
      registerChinese();
      drawings = JSON.parse(document.getElementById("figure-data").textContent);
    }
    all("[data-language]").forEach(function (button) {
      button.addEventListener("click", function () {
        var language = button.getAttribute("data-language");
        apply(language);
        remember(language);
      });
    });
    apply(root.lang);
    follow();
    var waiting = 0;
    window.addEventListener("resize", function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(redraw, 150);
    });
    window.addEventListener("hashchange", follow);
    var opened = [];
    window.addEventListener("beforeprint", function () {
      opened = all("details:not([open])");
      opened.forEach(function (element) { element.open = true; });
      draw(PRINTED);
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (element) { element.open = false; });
      draw(0);
    });
  }

  root.classList.add("js");
  root.lang = readHash().language || stored() || root.lang;
  document.addEventListener("DOMContentLoaded", start);
})();
