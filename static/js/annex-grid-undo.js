// The state of the grid with every step behind it: Ctrl+Z and Ctrl+Y walk through whole drafts.
(() => {
  "use strict";

  const MOST = 200;

  function createStore(draft) {
    let present = draft;
    const past = [];
    let future = [];
    const hearers = [];

    const tell = (why) => hearers.forEach((hear) => hear(present, why));

    return {
      get draft() { return present; },
      get rows() { return present.rows; },
      get canUndo() { return past.length > 0; },
      get canRedo() { return future.length > 0; },
      onChange(hear) { hearers.push(hear); },

      // `focus` is the cell to return to when the step is undone.
      setRows(rows, focus) {
        if (rows === present.rows) return;
        this.set({ ...present, rows }, focus);
      },
      setHead(name, value) {
        if (present.document[name] === value) return;
        this.set({ ...present, document: { ...present.document, [name]: value } }, null);
      },
      set(next, focus) {
        past.push({ draft: present, focus });
        if (past.length > MOST) past.shift();
        future = [];
        present = next;
        tell("act");
      },
      // An answer of the server that completes the last step is part of that step.
      amend(next) {
        present = next;
        tell("amend");
      },
      replace(next) {
        past.length = 0;
        future = [];
        present = next;
        tell("replace");
      },
      undo() {
        const step = past.pop();
        if (!step) return null;
        future.push({ draft: present, focus: step.focus });
        present = step.draft;
        tell("undo");
        return step.focus || {};
      },
      redo() {
        const step = future.pop();
        if (!step) return null;
        past.push({ draft: present, focus: step.focus });
        present = step.draft;
        tell("redo");
        return step.focus || {};
      },
    };
  }

  window.annexGrid = window.annexGrid || {};
  window.annexGrid.createStore = createStore;
})();
