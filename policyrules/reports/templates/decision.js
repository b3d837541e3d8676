"use strict";
// Search, filters and order of the cards, kept in the address; explanations as lists once they are opened.
// The page is complete without it. Words enter the page as text alone.
(() => {
  const form = document.getElementById("filters");
  const counted = document.getElementById("counted");
  const nothing = document.getElementById("nothing");
  const MOST_OPENED = 300;
  const MARKS = {"✓": "met", "✗": "missed", "?": "unknown", "–": "not_applicable", "·": "filed"};
  const NAMES = ["q", "kind", "status", "place", "sort", "open"];

  const element = (name, words, look) => {
    const made = document.createElement(name);
    if (words) made.textContent = words;
    if (look) made.className = look;
    return made;
  };

  // Explanations: headings at the margin, points indented by one space, what stands below them by two.
  const marked = (name, words) => {
    const made = element(name);
    const look = words[1] === " " && MARKS[words[0]];
    if (look) {
      made.className = "marked";
      made.append(element("span", words[0], "mark " + look), words.slice(2));
    } else made.append(words);
    return made;
  };
  const arrange = (box) => {
    const lines = box.textContent.split("\n");
    const found = document.createDocumentFragment();
    let list = null, point = null;
    const depthOf = (line) => line.startsWith("  ") ? 2 : line.startsWith(" ") ? 1 : 0;
    for (const [number, line] of lines.entries()) {
      const depth = depthOf(line);
      if (depth === 0) {
        found.append(marked(depthOf(lines[number + 1] || "") ? "h4" : "p", line));
        list = null;
      } else if (depth === 1 || point === null) {
        if (list === null) found.append(list = element("ul"));
        list.append(point = marked("li", line.trim()));
      } else {
        if (!point.querySelector("ul")) point.append(element("ul"));
        point.querySelector("ul").append(element("li", line.trim()));
      }
    }
    box.replaceChildren(found);
    box.className = "arranged";
  };
  document.addEventListener("toggle", (event) => {
    const box = event.target.open && event.target.querySelector(":scope > .text");
    if (box) arrange(box);
  }, true);

  // Links within the page move it, and leave the filters in its address.
  document.querySelector("nav").addEventListener("click", (event) => {
    const target = event.target.hash && document.getElementById(event.target.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView();
  });
  if (!form) return;

  const cards = Array.from(document.querySelectorAll(".card"), (card, order) => ({
    card, order, words: null,
    place: card.getAttribute("data-place"),
    rank: Number(card.getAttribute("data-rank")),
    open: card.classList.contains("open"),
    more: null,
    lines: Array.from(card.getElementsByClassName("line"), (line) => ({
      line,
      kind: line.getAttribute("data-kind"),
      status: line.getAttribute("data-status"),
      paid: Number(line.getAttribute("data-paid")),
    })),
  }));
  const wordsOf = (each) => {
    if (each.words === null) {
      const parts = [each.card.querySelector("h3"), ...each.card.querySelectorAll("small")];
      each.words = parts.map((part) => part.textContent).join(" ").toLowerCase();
    }
    return each.words;
  };
  const field = (name) => form.elements.namedItem(name);
  const state = () => {
    const found = {};
    for (const name of NAMES) {
      const control = field(name);
      if (!control) continue;
      const value = control.type === "checkbox" ? (control.checked ? "1" : "") : control.value.trim();
      if (value) found[name] = value;
    }
    return found;
  };
  const put = (wanted) => {
    for (const name of NAMES) {
      const control = field(name), value = wanted.get(name) || "";
      if (!control) continue;
      if (control.type === "checkbox") control.checked = value === "1";
      else if (control.options) control.value = Array.from(control.options).some((each) => each.value === value) ? value : "";
      else control.value = value;
    }
  };
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  const yuan = (fen) => grouped(Math.floor(fen / 100)) + "." + String(fen % 100).padStart(2, "0");
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const show = (node, shown) => { if (node.hidden === shown) node.hidden = !shown; };

  let sorted = "", shownLines = [];
  const sort = (by) => {
    if (by === sorted) return;
    sorted = by;
    const order = by === "rank" ? (a, b) => b.rank - a.rank || a.order - b.order : (a, b) => a.order - b.order;
    cards.sort(order);
    for (const list of document.querySelectorAll(".cards > .list")) {
      const own = cards.filter((each) => each.card.parentNode === list);
      list.append(...own.map((each) => each.card));
    }
  };
  const rest = (each, lines) => {
    if (!lines) {
      if (each.more) each.more.hidden = true;
      return;
    }
    if (!each.more) each.card.append(each.more = element("p", "", "rest"));
    each.more.textContent = filled(form.dataset.hidden, {lines: grouped(lines)});
    each.more.hidden = false;
  };
  const apply = () => {
    const wanted = state();
    const words = (wanted.q || "").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0, paid = 0;
    shownLines = [];
    for (const each of cards) {
      const fits = (!wanted.place || each.place === wanted.place) && (!wanted.open || each.open)
        && (!words.length || words.every((word) => wordsOf(each).includes(word)));
      let matching = 0;
      for (const one of fits ? each.lines : []) {
        const matches = (!wanted.kind || one.kind === wanted.kind) && (!wanted.status || one.status === wanted.status);
        show(one.line, matches);
        if (!matches) continue;
        matching += 1;
        paid += one.paid;
        shownLines.push(one.line);
      }
      show(each.card, matching > 0);
      if (matching) rest(each, each.lines.length - matching);
      shown += matching > 0;
    }
    for (const section of document.querySelectorAll(".cards")) {
      show(section, cards.some((each) => !each.card.hidden && section.contains(each.card)));
    }
    sort(wanted.sort || "");
    show(nothing, shown === 0);
    const values = {cards: grouped(shown), all: grouped(cards.length), lines: grouped(shownLines.length), paid: yuan(paid)};
    const chosen = ["kind", "status", "place"].filter((name) => wanted[name]).map((name) => field(name).selectedOptions[0].text);
    const asked = [wanted.q, ...chosen, wanted.open && field("open").parentNode.textContent.trim()].filter(Boolean);
    counted.textContent = [filled(form.dataset.counted + form.dataset.summed, values), ...asked].join(" · ");
    const many = shownLines.length > MOST_OPENED;
    field("unfold").disabled = many;
    field("unfold").title = many ? filled(form.dataset.tooMany, {most: MOST_OPENED}) : "";
    return wanted;
  };

  // The address follows the filters a little later, as browsers refuse many changes of it at once.
  let waiting = 0;
  const changed = () => {
    const wanted = apply();
    clearTimeout(waiting);
    waiting = setTimeout(() => history.replaceState(null, "", "#" + new URLSearchParams(wanted)), 150);
  };
  const follow = () => {
    if (location.hash && !location.hash.includes("=")) return;
    put(new URLSearchParams(location.hash.slice(1)));
    apply();
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  field("unfold").addEventListener("click", () => { for (const line of shownLines) line.open = true; });
  field("fold").addEventListener("click", () => { for (const line of document.querySelectorAll("details.line[open]")) line.open = false; });
  window.addEventListener("hashchange", follow);

  // A count leads to its lines.
  for (const cell of document.querySelectorAll("td[data-kind]")) {
    const link = element("a", cell.textContent);
    link.href = "#" + new URLSearchParams({kind: cell.dataset.kind, status: cell.dataset.status});
    link.addEventListener("click", () => form.scrollIntoView());
    cell.replaceChildren(link);
  }
  form.hidden = counted.hidden = false;
  follow();
})();
