// Makes pleasant what already works without it. No page depends on this file.

const { lang, dataset } = document.documentElement;
const culture = dataset.culture || lang;

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
// One message at a time says that nothing was saved; it stays until something is.
function unsaved(retry) {
  saved();
  const area = document.querySelector(".toast-area");
  const line = document.createElement("div");
  line.className = "toast-line";
  line.id = "unsaved";
  line.setAttribute("role", "alert");
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn btn-sm";
  again.textContent = area.dataset.retry;
  again.addEventListener("click", retry);
  line.append(area.dataset.unsaved, again);
  area.append(line);
}
const saved = () => document.getElementById("unsaved")?.remove();
function leave(line, after) {
  const remove = () => (line.matches(":hover, :focus-within") ? setTimeout(remove, 2000) : line.remove());
  setTimeout(remove, after);
}
// What the page says in UTC is said in the reader's own time.
const localTimes = {
  date: { day: "numeric", month: "short", year: "numeric" },
  minute: { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" },
};
function settle(scope) {
  for (const line of scope.querySelectorAll(".toast-line")) leave(line, line.querySelector("button") ? 20000 : 6000);
  scope.querySelector("[data-focus]")?.focus();
  for (const time of scope.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    time.title = at.toLocaleString(culture, { dateStyle: "full", timeStyle: "short" });
    const shape = localTimes[time.dataset.local];
    if (shape) time.textContent = at.toLocaleString(culture, shape);
  }
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
on("focusout", "[data-row-input][data-save]", (event, input) => {
  if (input.isConnected && input.value !== input.defaultValue && !input.form.classList.contains("htmx-request")) input.form.requestSubmit();
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
// Every request of a page says for which account the page was made; after a switch in another tab it gets a bar instead of an answer.
document.addEventListener("htmx:configRequest", (event) => {
  const { account } = document.querySelector(".shell")?.dataset ?? {};
  if (account) event.detail.headers["Modular-Account"] = account;
});
function accountChanged() {
  const told = document.getElementById("account-changed");
  if (!told || document.querySelector(".account-changed")) return;
  const bar = document.createElement("div");
  bar.className = "account-changed";
  bar.append(told.content.cloneNode(true));
  document.getElementById("content").prepend(bar);
  bar.scrollIntoView({ block: "center" });
}
// An answer without the part that was asked for is a page of its own (an old form, a list after its thing is gone): it is shown whole.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target, requestConfig } = event.detail;
  if (xhr.getResponseHeader("Modular-Account-Changed")) {
    event.detail.shouldSwap = false;
    return accountChanged();
  }
  const isPage = /^\s*<!doctype/i.test(xhr.responseText);
  if (!isPage && xhr.status < 400) return;
  const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
  event.detail.shouldSwap = xhr.status < 500 && Boolean(target.id && answer.getElementById(target.id));
  if (event.detail.shouldSwap) return keepTyped(target, requestConfig);
  if (!isPage || xhr.status >= 500 || requestConfig.elt.matches("[data-quiet]")) return;
  const page = answer.getElementById("content");
  if (!page) return location.assign(xhr.responseURL);
  document.title = answer.title;
  if (xhr.status < 400) history.replaceState(null, "", xhr.responseURL);
  document.getElementById("content").replaceChildren(...page.childNodes);
  document.getElementById("toasts")?.replaceWith(answer.getElementById("toasts") ?? "");
  htmx.process(document.getElementById("content"));
  settle(document);
});

// What was typed after the request left, or in another form, outlives the answer.
let typed = [];
let unsent = [];
function keepTyped(target, { parameters, elt }) {
  typed = [...target.querySelectorAll("input[id]:not([type=hidden]), textarea[id]")]
    .filter((field) => field.value !== field.defaultValue && !(elt.contains(field) && parameters[field.name] === field.value))
    .map((field) => [field.id, field.value]);
}
document.addEventListener("htmx:afterSwap", () => {
  for (const [id, value] of typed.splice(0)) {
    const field = document.getElementById(id);
    if (!field) continue;
    field.value = value;
    if (field.matches("[data-save]")) unsent.push(field);
  }
});
// Only now do new forms go htmx's way.
document.addEventListener("htmx:afterSettle", (event) => {
  settle(event.target);
  const left = unsent.splice(0).find((field) => field.isConnected && field !== document.activeElement && field.value !== field.defaultValue);
  left?.form.requestSubmit();
});

// Nothing came back: what was typed stays, and says so. A look by the page itself stays silent.
for (const trouble of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
  document.addEventListener(trouble, (event) => {
    const { elt, xhr, requestConfig } = event.detail;
    if (requestConfig.verb === "get" || (xhr.status > 0 && xhr.status < 500)) return;
    unsaved(() => document.contains(elt) && elt.requestSubmit());
  });
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.detail.requestConfig.verb !== "get") saved();
});

// A page that asks for news does so only while it is looked at, and at once when it is looked at again.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.elt.matches("[data-quiet]")) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) for (const quiet of document.querySelectorAll("[data-quiet]")) htmx.trigger(quiet, "look");
});

settle(document);
