// The audit page's behaviour. Everything that is shown is on the page already: this chooses, hides, sorts and scrolls.
(() => {
  "use strict";

  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const named = (id) => document.getElementById(id);

  const rows = all(".row");
  const findings = all(".finding");
  const outlines = new Map();
  for (const outline of all(".outline")) {
    const name = outline.dataset.row;
    outlines.set(name, [...(outlines.get(name) ?? []), outline]);
  }
  const followers = all(".covered [data-row], .tidy [data-row]");
  const tabs = all("[data-tab]", named("tabs"));
  const chips = all(".chip[data-mark]");
  const search = named("search");
  const block = named("block");

  const language = () => (named("language-sv").checked ? "sv" : "en");
  const shown = (element) => element.innerText.replace(/\s+/g, " ").trim();

  // Language

  function speak() {
    document.documentElement.lang = language();
    for (const option of block.options) option.textContent = option.dataset[language()];
    search.placeholder = search.dataset[language()];
    for (const outline of all(".outline[title]")) outline.removeAttribute("title");
    count();
  }

  // Views

  const scrolled = {};

  function open(name) {
    if (document.body.dataset.tab === name) return;
    scrolled[document.body.dataset.tab] = named("views").scrollTop;
    document.body.dataset.tab = name;
    document.body.classList.toggle("by-power", name === "misprints");
    for (const tab of tabs) {
      const isOpen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(isOpen));
      tab.tabIndex = isOpen ? 0 : -1;
      named(tab.dataset.tab).hidden = !isOpen;
    }
    named("views").scrollTop = scrolled[name] ?? 0;
  }

  function fold(isFolded) {
    document.body.classList.toggle("folded", isFolded);
    named("fold").setAttribute("aria-expanded", String(!isFolded));
  }

  function switchTabByKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const end = { Home: 0, End: tabs.length - 1 }[event.key];
    if (step === undefined && end === undefined) return;
    const now = tabs.findIndex((tab) => tab.dataset.tab === document.body.dataset.tab);
    const next = tabs[end ?? (now + step + tabs.length) % tabs.length];
    event.preventDefault();
    open(next.dataset.tab);
    next.focus();
  }

  // Choosing a number or a finding

  const linesOf = (name) => outlines.get(name) ?? [];
  const nameOf = (row) => one(".reading[id]", row)?.id ?? row.id;

  function ring(names) {
    for (const outline of all(".outline.ringed")) outline.classList.remove("ringed");
    for (const name of names) for (const outline of linesOf(name)) outline.classList.add("ringed");
  }

  function clear() {
    for (const element of all(".chosen")) {
      element.classList.remove("chosen");
      element.removeAttribute("aria-current");
      one(".head", element)?.removeAttribute("aria-current");
    }
    ring([]);
  }

  function bring(outline) {
    if (outline) outline.scrollIntoView({ block: "center", inline: "center" });
  }

  function chooseRow(row, target) {
    clear();
    fold(false);
    open("numbers");
    row.hidden = false;
    row.closest(".on-page").hidden = false;
    row.classList.add("chosen");
    one(".head", row).setAttribute("aria-current", "true");
    for (const element of all(`.tidy [data-row="${row.id}"]`)) element.classList.add("chosen");
    for (const outline of linesOf(row.id)) {
      outline.hidden = false;
      outline.classList.add("chosen");
    }
    (target === row || target === one(".reading", row) ? row : target).scrollIntoView({ block: "start" });
    bring(linesOf(row.id)[0]);
    if (isByKeyboard) one(".head", row).focus({ preventScroll: true });
    isByKeyboard = false;
  }

  function chooseFinding(finding) {
    clear();
    fold(false);
    open("findings");
    finding.classList.add("chosen");
    named("finding-position").textContent = `${findings.indexOf(finding) + 1} / ${findings.length}`;
    finding.scrollIntoView({ block: "start" });
    const names = all(".jumps a", finding).map((link) => link.hash.slice(1));
    ring(names);
    const first = names.find((name) => linesOf(name).length);
    if (first) bring(linesOf(first)[0]);
    else if (names.length) named(names[0])?.scrollIntoView({ block: "start" });
  }

  function elementOf(hash) {
    const raw = hash.slice(1);
    if (!raw) return null;
    try {
      return named(raw) ?? named(decodeURIComponent(raw));
    } catch {
      return null;
    }
  }

  function route() {
    const target = elementOf(location.hash);
    if (!target) return;
    if (target.dataset.row) chooseRow(named(target.dataset.row), named(target.dataset.row));
    else if (target.closest(".row")) chooseRow(target.closest(".row"), target);
    else if (target.matches(".finding")) chooseFinding(target);
    else if (target.matches(".view")) open(target.id);
    else if (target.matches(".page")) target.scrollIntoView({ block: "start" });
    else target.focus();
  }

  function go(name) {
    if (elementOf(location.hash)?.id === name) route();
    else location.hash = `#${name}`;
  }

  let camefrom = null;
  let isByKeyboard = false;

  function follow(event) {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = elementOf(link.hash);
    if (!target) return;
    event.preventDefault();
    const row = target.dataset.row ? named(target.dataset.row) : target.matches(".row") ? target : null;
    go(row ? nameOf(row) : target.id);
    if (!row) return;
    camefrom = link;
    isByKeyboard = event.detail === 0;
  }

  function walk(kind, step) {
    const list = kind === "finding" ? findings : rows.filter((row) => !row.hidden);
    if (!list.length) return;
    const now = list.findIndex((element) => element.classList.contains("chosen"));
    const next = now < 0 ? (step > 0 ? 0 : list.length - 1) : (now + step + list.length) % list.length;
    go(kind === "finding" ? list[next].id : nameOf(list[next]));
    named("status").textContent = shown(one(kind === "finding" ? ".message" : ".what", list[next]));
  }

  // The filter

  const texts = new Map(rows.map((row) => [row, row.textContent.replace(/\s+/g, " ").toLowerCase()]));

  function filter() {
    const marks = new Set(chips.filter((chip) => chip.ariaPressed === "true").map((chip) => chip.dataset.mark));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (row) =>
      (!marks.size || marks.has(row.dataset.mark)) &&
      (!block.value || row.dataset.blocks.split(" ").includes(block.value)) &&
      words.every((word) => texts.get(row).includes(word));
    for (const row of rows) {
      row.hidden = !matches(row);
      for (const outline of linesOf(row.id)) outline.hidden = row.hidden;
    }
    for (const page of all(".on-page")) page.hidden = all(".row", page).length > 0 && !one(".row:not([hidden])", page);
    for (const follower of followers) follower.hidden = named(follower.dataset.row).hidden;
    named("clear").hidden = !(marks.size || block.value || words.length);
    count();
  }

  function count() {
    const left = rows.filter((row) => !row.hidden).length;
    one(".no-match").hidden = left > 0;
    named("matching").textContent = left === rows.length ? left : `${left}/${rows.length}`;
    named("status").textContent = `${left} / ${rows.length}`;
  }

  function clearFilter() {
    for (const chip of chips) chip.ariaPressed = "false";
    search.value = "";
    block.value = "";
    filter();
    search.focus();
  }

  // The table

  const isNumber = (text) => /^-?\d+(\.\d+)?$/.test(text);

  function compare(left, right) {
    if (isNumber(left) && isNumber(right)) return Number(left) - Number(right);
    if (isNumber(left) !== isNumber(right)) return isNumber(left) ? -1 : 1;
    return left.localeCompare(right, "sv");
  }

  function sortBy(heading) {
    const order = heading.ariaSort === "ascending" ? -1 : 1;
    for (const other of heading.parentElement.children) other.removeAttribute("aria-sort");
    heading.ariaSort = order > 0 ? "ascending" : "descending";
    const column = heading.cellIndex;
    const body = one("tbody", named("tidy"));
    const told = [...body.rows].map((row) => [row.cells[column].textContent.trim(), row]);
    told.sort((left, right) => order * compare(left[0], right[0]));
    body.append(...told.map(([, row]) => row));
  }

  function makeSortable() {
    for (const heading of all("[data-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      button.addEventListener("click", () => sortBy(heading));
      heading.replaceChildren(button);
    }
  }

  // Citations

  async function copy(button) {
    const cite = one(".cite", button.closest(".reading"));
    try {
      await navigator.clipboard.writeText(shown(cite));
      named("status").textContent = language() === "sv" ? "Kopierat" : "Copied";
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), 1500);
    } catch {
      getSelection().selectAllChildren(cite);
    }
  }

  // Zoom

  let zoom = Number(getComputedStyle(named("pages")).getPropertyValue("--zoom"));

  function rescale(step) {
    zoom = Math.min(4, Math.max(0.5, zoom * 1.25 ** step));
    named("pages").style.setProperty("--zoom", zoom.toFixed(3));
    bring(one(".outline.chosen"));
  }

  // Keys

  const keys = {
    n: () => walk("finding", 1),
    p: () => walk("finding", -1),
    j: () => walk("number", 1),
    k: () => walk("number", -1),
    "/": () => search.focus(),
    "?": () => open("about"),
  };

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") return escape();
    if (!named("keys-on").checked || event.target.closest?.("input:not([type=radio], [type=checkbox]), select")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function escape() {
    const chosen = one(".row.chosen");
    if (document.activeElement === search) search.blur();
    else if (camefrom?.isConnected && camefrom.offsetParent) camefrom.focus();
    else if (chosen) linesOf(chosen.id)[0]?.focus();
    camefrom = null;
  }

  // The page in view, marked in the list of pages

  function watchPages() {
    const links = new Map(all(".pages-bar nav a").map((link) => [link.hash.slice(1), link]));
    const watcher = new IntersectionObserver(
      (seen) => {
        for (const { target, isIntersecting } of seen) {
          if (isIntersecting) links.get(target.id).setAttribute("aria-current", "true");
          else links.get(target.id).removeAttribute("aria-current");
        }
      },
      { root: one(".sheets"), rootMargin: "-45% 0px -45% 0px" },
    );
    for (const page of all(".page")) watcher.observe(page);
  }

  // Begin

  function title(event) {
    const outline = event.target.closest?.(".outline");
    if (outline && !outline.title) outline.title = [...one(".unseen", outline).childNodes].map(told).join("").trim();
  }

  const told = (node) =>
    node.nodeType === Node.TEXT_NODE
      ? node.textContent
      : node.matches(`i[lang=${language() === "sv" ? "en" : "sv"}]`)
        ? ""
        : [...node.childNodes].map(told).join("");

  function begin() {
    document.body.classList.add("scripted");
    for (const element of [named("tools"), named("tabs"), named("zoom"), named("keys"), ...all(".walk, .copy")]) {
      element.hidden = false;
    }
    one("[data-tablist]").setAttribute("role", "tablist");
    one("[data-tablist]").setAttribute("aria-label", "Views / Vyer");
    for (const tab of tabs) {
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", tab.dataset.tab);
      const view = named(tab.dataset.tab);
      view.setAttribute("role", "tabpanel");
      view.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => {
        open(tab.dataset.tab);
        fold(false);
      });
    }
    one("[data-tablist]").addEventListener("keydown", switchTabByKey);
    makeSortable();
    for (const button of all("[data-walk]")) {
      button.addEventListener("click", () => walk(button.dataset.walk, Number(button.dataset.step)));
    }
    for (const button of all("[data-zoom]")) {
      button.addEventListener("click", () => rescale(Number(button.dataset.zoom)));
    }
    for (const button of all(".copy")) button.addEventListener("click", () => copy(button));
    for (const chip of chips) {
      chip.addEventListener("click", () => {
        chip.ariaPressed = String(chip.ariaPressed !== "true");
        filter();
      });
    }
    named("clear").addEventListener("click", clearFilter);
    search.addEventListener("input", filter);
    block.addEventListener("change", filter);
    named("fold").addEventListener("click", () => fold(!document.body.classList.contains("folded")));
    for (const radio of all("[name=language]")) radio.addEventListener("change", speak);
    document.addEventListener("click", follow);
    document.addEventListener("keydown", press);
    document.addEventListener("pointerover", title);
    document.addEventListener("focusin", title);
    for (const kind of ["pointerover", "focusin"]) {
      named("numbers").addEventListener(kind, (event) => {
        const check = event.target.closest(".check");
        ring(check ? all("a", check).map((link) => link.hash.slice(1)) : []);
      });
    }
    addEventListener("hashchange", route);
    addEventListener("load", route); // the browser scrolls to the anchor by itself meanwhile
    if (navigator.language.startsWith("sv")) named("language-sv").checked = true;
    watchPages();
    open(findings.length ? "findings" : "numbers");
    speak();
    route();
  }

  begin();
})();
