// Makes pleasant what already works without it. No page depends on this file.

const language = document.documentElement.lang;

const on = (type, selector, handle) =>
  document.addEventListener(type, (event) => {
    const target = event.target.closest?.(selector);
    if (target) handle(event, target);
  });

const typing = (element) => element.matches?.("input, textarea, select, [contenteditable]");

// Search everywhere: "/" and Ctrl-K.
document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
  const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!slash && !ctrlK) return;
  const search = document.querySelector("[data-search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

// Disclosures close on Escape and on a click elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.disclose[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.disclose[open]")) if (!open.contains(event.target)) open.open = false;
});

// Copies an identifier and says so.
on("click", "[data-copy]", async (event, button) => {
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add("copied");
  toast(button.dataset.copied);
  setTimeout(() => button.classList.remove("copied"), 1500);
});

// A message that goes by itself; those with something to do in them stay longer.
function toast(text) {
  const area = document.querySelector(".toast-area");
  if (!area || !text) return;
  const line = document.createElement("div");
  line.className = "toast-line";
  line.textContent = text;
  area.append(line);
  leave(line, 3000);
}
function leave(line, after) {
  const remove = () => (line.matches(":hover, :focus-within") ? setTimeout(remove, 2000) : line.remove());
  setTimeout(remove, after);
}
function settle(scope) {
  for (const line of scope.querySelectorAll(".toast-line")) leave(line, line.querySelector("button") ? 20000 : 6000);
  scope.querySelector("[data-focus]")?.focus();
  for (const time of scope.querySelectorAll("time[datetime]"))
    time.title = new Date(time.dateTime).toLocaleString(language, { dateStyle: "full", timeStyle: "short" });
}

on("click", "[data-print]", () => window.print());

on("change", "select[data-submit], input[data-submit]", (event, input) => input.form.requestSubmit());

on("click", "[data-reveal]", (event, button) => {
  const input = document.getElementById(button.dataset.reveal);
  const show = input.type === "password";
  input.type = show ? "text" : "password";
  button.setAttribute("aria-pressed", String(show));
  for (const use of button.querySelectorAll("svg")) use.toggleAttribute("hidden");
});

on("input", "[data-narrow]", (event, input) => {
  const words = input.value.toLocaleLowerCase().trim();
  for (const item of document.querySelectorAll(`#${input.dataset.narrow} [data-name]`))
    item.hidden = !item.dataset.name.toLocaleLowerCase().includes(words);
});

on("change", "[data-select-all]", (event, box) => {
  for (const one of document.querySelectorAll(box.dataset.selectAll)) one.checked = box.checked;
});

// Quantities: arrows move between rows, Enter saves, leaving a changed one saves too.
on("keydown", "[data-row-input]", (event, input) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const all = [...document.querySelectorAll("[data-row-input]")];
    const next = all[all.indexOf(input) + step];
    event.preventDefault();
    next?.focus();
    next?.select();
  } else if (event.key === "Escape") {
    input.value = input.defaultValue;
  }
});
on("focusin", "[data-row-input]", (event, input) => input.select());
on("change", "[data-row-input][data-save]", (event, input) => {
  if (input.value !== input.defaultValue) input.form.requestSubmit();
});

// A form goes once, until its page is left or comes back from the cache.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
});
const release = (form) => {
  delete form.dataset.sent;
  for (const busy of form.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
};
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
// A refusal that is a page of its own (an old form, a thing that is gone) takes the place of this page's content.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  if (xhr.status < 400) return;
  const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
  event.detail.shouldSwap = Boolean(target.id && answer.getElementById(target.id));
  const page = answer.getElementById("content");
  if (!event.detail.shouldSwap && page) document.getElementById("content").replaceChildren(...page.childNodes);
});
document.addEventListener("htmx:afterSettle", (event) => settle(event.target));

settle(document);
