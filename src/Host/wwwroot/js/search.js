// The search box of every page as a combobox: the server renders the options, arrows choose, Enter opens, Escape closes.

const field = document.querySelector("[data-search]");
const list = document.getElementById("search-found");

const options = () => [...list.querySelectorAll('[role="option"]:not([aria-disabled])')];
const chosen = () => list.querySelector('[aria-selected="true"]:not([aria-disabled])');

function choose(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function open(shown) {
  list.hidden = !shown;
  field.setAttribute("aria-expanded", String(shown));
  choose(null);
}

function step(by) {
  if (list.hidden) return open(list.childElementCount > 0);
  const all = options();
  const place = all.indexOf(chosen());
  // Beyond either end is the field itself.
  const next = place === -1 && by < 0 ? all.length - 1 : place + by;
  choose(all[next] ?? null);
}

// Not by htmx, which complains of each question that the next one overtakes.
let asked, waiting;
async function ask() {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch("/search/suggestions?q=" + encodeURIComponent(field.value), { signal: asked.signal, headers: { "Modular-Account": document.querySelector(".shell")?.dataset.account ?? "" } });
    if (!answer.ok) return;
    list.innerHTML = await answer.text();
    open(list.childElementCount > 0 && document.activeElement === field);
  } catch {
    // Overtaken, or the page is being left; what is shown stays.
  }
}

const keys = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Escape: () => open(false),
  Enter: () => chosen().click(),
};

if (field && list) {
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  open(false);
  field.addEventListener("keydown", (event) => {
    const applies = event.key === "Enter" ? chosen() : event.key === "Escape" ? !list.hidden : keys[event.key] && list.childElementCount > 0;
    if (!applies || event.isComposing) return;
    event.preventDefault();
    keys[event.key]();
  });
  field.addEventListener("blur", () => open(false));
  // A click on an option would take the focus from the field, and with it the option.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  addEventListener("pageshow", () => open(false));
}
