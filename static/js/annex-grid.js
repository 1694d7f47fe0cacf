// The confirmation grid as a whole: puts its parts together on the page.
(() => {
  "use strict";

  const root = document.querySelector("[data-annex]");
  if (!root) return;
  const grid = window.annexGrid;
  const acts = grid.rows;
  const say = (words, tone) => window.lmhtx.say(words, tone);
  const told = (id) => JSON.parse(document.getElementById(id).textContent);
  const find = (name) => root.querySelector(`[data-annex-${name}]`);
  const { deadlineUrl, draftUrl, namesUrl, channel: channelName, version } = root.dataset;
  const addresses = { deadline: deadlineUrl, draft: draftUrl, names: namesUrl };

  const store = grid.createStore(told("annex-draft"));
  const knownNames = new Map(Object.entries(told("annex-names")));
  const view = grid.createView(root.querySelector("table.annex-grid"), knownNames);
  const editor = grid.createEditor({ store, view, addresses, say });
  const source = grid.createSource(find("source"));
  const channel = new BroadcastChannel(channelName);
  const help = document.getElementById("annex-keys");
  const keys = grid.createKeys({ store, view, editor, say, help: () => help.showModal() });
  const notes = grid.createNotes({
    strip: find("notes"), store, view, source, addresses, agencies: told("annex-agencies"), run: keys.run, onMapped: learn, say,
  });
  const saver = grid.createSaver({
    store, editor, addresses, version: Number(version), shown: find("saved"), onNames: learn, onStale: resolve,
  });

  function learn(names) {
    let isNew = false;
    for (const [name, agency] of Object.entries(names || {})) {
      const former = knownNames.get(name);
      isNew = isNew || former === undefined || (former === null) !== (agency === null);
      knownNames.set(name, agency);
    }
    if (!isNew || editor.isOpen) return;
    redraw({ all: true });
    notes.show();
  }

  // A row drawn anew must not take the keyboard away from the person.
  function redraw(how) {
    const hadFocus = view.table.contains(document.activeElement);
    view.draw(store.rows, how);
    if (hadFocus && !editor.isOpen && !view.table.contains(document.activeElement)) {
      view.focus(view.focused.key, view.focused.cell);
    }
  }

  function resolve(stale) {
    editor.drop();
    grid.askWhichDraft(document.getElementById("annex-stale"), stale, store.draft, (takesSaved) => {
      if (takesSaved) store.replace(stale.draft);
      saver.resume(stale.version, { isSaved: takesSaved });
    });
  }

  function tellRow() {
    const index = acts.place(store.rows, view.focused.key);
    const row = store.rows[index];
    if (!row) return;
    // The name of a group stands just above its first task.
    const nearest = row.page ? row : [...store.rows.slice(index), ...store.rows.slice(0, index).reverse()].find((one) => one.page) || row;
    source.follow(nearest);
    const { page, boxes } = nearest;
    channel.postMessage({ kind: "row", page, boxes, words: [row.stt, row.text].filter(Boolean).join(". ") });
  }

  function showCounts() {
    const { tasks, groups, doubts } = acts.counts(store.rows);
    find("counts").textContent = `${tasks} nhiệm vụ, ${groups} nhóm, ${doubts ? `${doubts} điểm cần xem` : "không còn điểm cần xem"}`;
    find("counts").dataset.tone = doubts ? "soon" : "done";
    const leaves = document.querySelector("[data-annex-leaves]");
    if (leaves) leaves.hidden = doubts === 0;
    for (const [name, may] of [["undo", store.canUndo], ["redo", store.canRedo]]) {
      root.querySelector(`[data-annex-run="${name}"]`).disabled = !may;
    }
  }

  function showHead() {
    for (const input of document.querySelectorAll("[data-annex-head]")) {
      const value = store.draft.document[input.dataset.annexHead] ?? "";
      const shown = input.dataset.annexHead === "issued_on" ? grid.values.shownDay(value) : String(value);
      if (input !== document.activeElement && input.value !== shown) input.value = shown;
    }
  }

  function takeHead(input) {
    const name = input.dataset.annexHead;
    let value = input.value.trim();
    if (name === "issued_on") {
      const read = grid.values.readDay(value);
      input.setAttribute("aria-invalid", String(!read));
      if (!read) {
        say("Ngày ban hành không phải là một ngày. Hãy gõ dạng 05/09/2026 hoặc để trống.", "danger");
        return;
      }
      value = read.day;
    }
    store.setHead(name, ["keeper", "followed_by", "year"].includes(name) ? Number(value) || null : value);
  }

  store.onChange((_draft, why) => {
    redraw({ all: why === "replace", spare: editor.at?.key });
    showCounts();
    showHead();
    notes.show();
  });
  view.table.addEventListener("annex:focus", () => {
    notes.show();
    tellRow();
  });
  view.table.addEventListener("annex:tick", (event) => tick(event.detail.key, event.detail.index));

  function tick(key, index) {
    const row = store.rows[acts.place(store.rows, key)];
    if (!row?.targets?.length) return;
    const targets = row.targets.map((one, at) => (at === index ? { ...one, ticked: !one.ticked } : one));
    store.setRows(acts.setCell(store.rows, key, "targets", targets), { key, cell: "targets" });
    view.focus(key, "targets");
  }

  view.table.addEventListener("click", (event) => {
    const td = event.target.closest("[data-cell]");
    const key = event.target.closest("tr")?.dataset.key;
    if (!key || event.target.closest(".annex-editor")) return;
    if (event.target.matches("[data-target]")) {
      event.preventDefault();
      tick(key, Number(event.target.dataset.target));
      return;
    }
    if (editor.isOpen && !editor.finish()) return;
    view.focus(key, td?.dataset.cell || view.focused.cell);
  });
  view.table.addEventListener("dblclick", (event) => {
    const td = event.target.closest("[data-cell]");
    if (td && !editor.isOpen) editor.start(td.parentElement.dataset.key, td.dataset.cell);
  });
  root.addEventListener("mousedown", (event) => {
    // A button of the toolbar acts on the cell in focus and must not take the focus from it.
    if (event.target.closest("[data-annex-run]")) event.preventDefault();
  });
  root.addEventListener("click", (event) => {
    const run = event.target.closest("[data-annex-run]");
    if (run) keys.run(run.dataset.annexRun);
    if (event.target.closest("[data-annex-hide]")) root.classList.toggle("is-source-hidden");
  });
  for (const input of document.querySelectorAll("[data-annex-head]")) input.addEventListener("change", () => takeHead(input));
  channel.addEventListener("message", (event) => event.data.kind === "hello" && tellRow());

  // Nothing is written before the last word is saved.
  const form = document.querySelector("form[data-annex-write]");
  form?.addEventListener("submit", (event) => {
    if (form.dataset.annexReady === "yes") {
      form.dataset.annexReady = "";
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    if (!editor.finish()) return;
    saver.flush().then((isSaved) => {
      if (!isSaved) {
        say("Bản đang sửa chưa lưu được nên chưa ghi vào kế hoạch. Hãy thử lại.", "danger");
        return;
      }
      form.dataset.annexReady = "yes";
      window.lmhtx.unlock?.(form);
      // A form that is still being submitted takes no second submission: wait for this one to be over.
      setTimeout(() => form.requestSubmit(submitter));
    });
  }, true);

  view.draw(store.rows);
  showCounts();
  showHead();
  const first = store.rows.find((row) => acts.openPlaces(row).size) || store.rows.find((row) => !row.is_group) || store.rows[0];
  if (first) view.focus(first.key, [...acts.openPlaces(first)][0] || "text", { quietly: true });
  root.dataset.ready = "yes";
})();
