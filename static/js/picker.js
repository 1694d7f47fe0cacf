// A long list of people or agencies becomes a box to type into, accents or not; the list itself stays the source.
(() => {
  const SHOWN = 30;
  const fold = (words) => words.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  let serial = 0;

  const enhance = (select) => {
    if (select.dataset.lmhtxReady) return;
    select.dataset.lmhtxReady = "1";
    const isMany = select.multiple;
    const id = `picker-${(serial += 1)}`;
    const box = document.createElement("div");
    box.className = "picker";
    const picked = document.createElement("div");
    picked.className = "picked";
    const input = document.createElement("input");
    Object.assign(input, { type: "text", className: "form-control", autocomplete: "off", placeholder: "Gõ vài chữ để tìm, không cần dấu" });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
      "aria-label": select.labels?.[0]?.textContent.trim() || "Chọn",
    })) input.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    }
    const list = document.createElement("ul");
    Object.assign(list, { id, className: "found", hidden: true });
    list.setAttribute("role", "listbox");
    select.hidden = true;
    select.before(box);
    box.append(picked, input, list);
    if (select.id) {
      input.id = select.id;
      select.id = `${input.id}_list`;
    }

    const options = () => [...select.options].filter((option) => option.value);
    let current = -1;

    const show = () => {
      if (!isMany) input.value = select.selectedOptions[0]?.value ? select.selectedOptions[0].text : "";
      picked.replaceChildren(...(isMany ? options().filter((option) => option.selected).map(chip) : []));
    };
    const chip = (option) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "chip", textContent: `${option.text} ✕` });
      button.setAttribute("aria-label", `Bỏ ${option.text}`);
      button.addEventListener("click", () => set(option, false));
      return button;
    };
    const set = (option, isOn) => {
      option.selected = isOn;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      show();
    };
    const close = () => {
      list.hidden = true;
      current = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const take = (option) => {
      set(option, true);
      if (isMany) input.value = "";
      close();
    };
    // In a filter the list holds only what is chosen; the rest comes when somebody looks for it, once.
    const fetchOffers = async () => {
      const address = select.dataset.lmhtxOffers;
      if (!address) return;
      delete select.dataset.lmhtxOffers;
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        for (const [value, words] of (await answer.json()).options) {
          if (!options().some((option) => option.value === value)) select.add(new Option(words, value));
        }
      } catch {
        select.dataset.lmhtxOffers = address;
      }
      if (document.activeElement === input) find();
    };
    const find = () => {
      fetchOffers();
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      const hits = options().filter((option) => !(isMany && option.selected))
        .filter((option) => words.every((word) => fold(option.text).includes(word))).slice(0, SHOWN);
      list.replaceChildren(...hits.map((option, index) => {
        const line = document.createElement("li");
        Object.assign(line, { id: `${id}-${index}`, textContent: option.text });
        line.setAttribute("role", "option");
        line.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(option);
        });
        line.option = option;
        return line;
      }));
      if (!hits.length) {
        const none = document.createElement("li");
        Object.assign(none, { className: "none", textContent: "Không có tên nào khớp. Hãy thử ít chữ hơn." });
        list.append(none);
      }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      walk(hits.length && words.length ? 0 : -1);
    };
    const walk = (index) => {
      const lines = [...list.querySelectorAll("[role=option]")];
      current = lines.length ? Math.min(Math.max(index, -1), lines.length - 1) : -1;
      lines.forEach((line, place) => line.setAttribute("aria-selected", String(place === current)));
      if (current < 0) return;
      input.setAttribute("aria-activedescendant", lines[current].id);
      lines[current].scrollIntoView({ block: "nearest" });
    };

    input.addEventListener("input", find);
    input.addEventListener("click", () => { input.select(); find(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) find();
        else walk(current + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        const line = list.querySelectorAll("[role=option]")[current];
        if (line) take(line.option);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        show();
        close();
      } else if (event.key === "Backspace" && isMany && !input.value) {
        const last = options().filter((option) => option.selected).pop();
        if (last) set(last, false);
      }
    });
    // Typing that was not finished by a choice leaves the choice as it was; an emptied box takes it away.
    input.addEventListener("blur", () => {
      if (!isMany && !input.value.trim() && select.value) {
        select.value = "";
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }
      show();
      if (isMany) input.value = "";
      close();
    });
    select.form?.addEventListener("reset", () => setTimeout(show));
    show();
  };

  const prepare = (root) => {
    for (const select of root.querySelectorAll?.("select[data-lmhtx-picker]") || []) enhance(select);
  };
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
  prepare(document);
})();
