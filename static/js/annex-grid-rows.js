// Rows of the confirmation grid as plain values: every act gives a new list and leaves the old one to undo.
(() => {
  "use strict";

  const CELLS = ["stt", "text", "lead", "partners", "deadline", "start", "end", "product", "targets", "people"];
  const DEEPEST = 5;
  let made = 0;

  const newKey = () => `n${Date.now().toString(36)}${(made += 1)}`;
  const place = (rows, key) => rows.findIndex((row) => row.key === key);
  const swapped = (rows, at, row) => [...rows.slice(0, at), row, ...rows.slice(at + 1)];

  const openDoubts = (row, cell) =>
    (row.doubts || []).filter((doubt) => !doubt.seen && (!cell || doubt.field === cell));
  const isOpen = (row, cell) => openDoubts(row, cell).length > 0 || (row.ocr || []).includes(cell);
  const openPlaces = (row) => new Set([...openDoubts(row).map((doubt) => doubt.field), ...(row.ocr || [])]);

  // What a person has typed or looked at is no longer doubted.
  const seen = (row, cells) => ({
    ...row,
    doubts: (row.doubts || []).map((doubt) => (cells.includes(doubt.field) ? { ...doubt, seen: true } : doubt)),
    ocr: (row.ocr || []).filter((cell) => !cells.includes(cell)),
  });

  const asSeen = (cell) => (cell === "start" || cell === "end" ? "deadline" : cell);

  function setCell(rows, key, cell, value) {
    const at = place(rows, key);
    if (at < 0 || rows[at][cell] === value) return rows;
    return swapped(rows, at, seen({ ...rows[at], [cell]: value }, [asSeen(cell)]));
  }

  function setDates(rows, key, told) {
    const at = place(rows, key);
    if (at < 0) return rows;
    const doubts = (rows[at].doubts || []).filter((doubt) => doubt.field !== "deadline");
    const fresh = told.doubts.map((reason) => ({ field: "deadline", reason, seen: false }));
    const dates = { kind: told.kind, start: told.start, end: told.end, end_time: told.end_time };
    return swapped(rows, at, { ...rows[at], ...dates, doubts: [...doubts, ...fresh] });
  }

  function confirm(rows, key, cell) {
    const at = place(rows, key);
    if (at < 0) return rows;
    return swapped(rows, at, seen(rows[at], cell ? [asSeen(cell)] : [...openPlaces(rows[at])]));
  }

  // Everything that only waits for a look because a machine read it, in rows without a doubt.
  const confirmUndoubted = (rows) => rows.map((row) => (openDoubts(row).length ? row : { ...row, ocr: [] }));

  const union = (one, other) => {
    const names = [...one.split(/[;\n]/), ...other.split(/[;\n]/)].map((name) => name.trim()).filter(Boolean);
    return [...new Set(names)].join("; ");
  };
  const joined = (one, other, by) => [one, other].filter((text) => text && text.trim()).join(by);

  function merge(rows, key) {
    const at = place(rows, key);
    if (at < 1) return rows;
    const above = rows[at - 1];
    const below = rows[at];
    const all = {
      ...above,
      text: joined(above.text, below.text, " "),
      doubts: [...(above.doubts || []), ...(below.doubts || [])],
      ocr: [...new Set([...(above.ocr || []), ...(below.ocr || [])])],
      boxes: [...(above.boxes || []), ...(below.boxes || [])],
    };
    if (!above.is_group && !below.is_group) {
      all.stt = above.stt || below.stt;
      all.lead = union(above.lead, below.lead);
      all.partners = union(above.partners, below.partners);
      all.product = joined(above.product, below.product, "\n");
      all.people = union(above.people, below.people);
      all.targets = [...(above.targets || []), ...(below.targets || [])];
      if (!above.deadline && !above.end) {
        for (const name of ["deadline", "kind", "start", "end", "end_time"]) all[name] = below[name];
      }
    }
    return [...rows.slice(0, at - 1), all, ...rows.slice(at + 1)];
  }

  function split(rows, key, cell, caret, text) {
    const at = place(rows, key);
    if (at < 0) return { rows, key };
    const row = { ...rows[at], [cell]: text.slice(0, caret).trim() };
    const rest = {
      ...rows[at],
      key: newKey(),
      stt: "",
      text: "",
      product: "",
      targets: [],
      doubts: [],
      ocr: [],
      [cell]: text.slice(caret).trim(),
    };
    const both = [...rows.slice(0, at), seen(row, [cell]), rest, ...rows.slice(at + 1)];
    return { rows: both, key: rest.key };
  }

  function blank(like) {
    const row = { key: newKey(), is_group: false, level: like ? like.level || 0 : 0, targets: [], doubts: [], ocr: [] };
    for (const cell of ["stt", "text", "lead", "partners", "deadline", "start", "end", "end_time", "product", "people"]) {
      row[cell] = "";
    }
    return { ...row, kind: "none", page: like ? like.page : null, row: null, boxes: like ? like.boxes : [], source: "native" };
  }

  function addAfter(rows, key) {
    const at = place(rows, key);
    const row = blank(at < 0 ? null : rows[at]);
    return { rows: [...rows.slice(0, at + 1), row, ...rows.slice(at + 1)], key: row.key };
  }

  function remove(rows, key) {
    const at = place(rows, key);
    const next = rows[at + 1] || rows[at - 1];
    return { rows: rows.filter((row) => row.key !== key), key: next ? next.key : "" };
  }

  function move(rows, key, step) {
    const at = place(rows, key);
    const to = at + step;
    if (at < 0 || to < 0 || to >= rows.length) return rows;
    const moved = [...rows];
    [moved[at], moved[to]] = [moved[to], moved[at]];
    return moved;
  }

  function indent(rows, key, step) {
    const at = place(rows, key);
    if (at < 0 || rows[at].is_group) return rows;
    const above = rows[at - 1];
    const deepest = above && !above.is_group ? Math.min((above.level || 0) + 1, DEEPEST) : 0;
    const level = Math.max(0, Math.min((rows[at].level || 0) + step, deepest));
    return level === rows[at].level ? rows : swapped(rows, at, { ...rows[at], level });
  }

  // A heading taken for a task, or the other way round; its number belongs to the words of a heading.
  function toggleGroup(rows, key) {
    const at = place(rows, key);
    if (at < 0) return rows;
    const row = rows[at];
    if (row.is_group) return swapped(rows, at, { ...blank(row), key: row.key, text: row.text });
    const text = [row.stt, row.text].filter(Boolean).join(". ");
    return swapped(rows, at, { ...row, is_group: true, level: 0, stt: "", text, targets: [], doubts: [], ocr: [] });
  }

  function counts(rows) {
    const tasks = rows.filter((row) => !row.is_group);
    const places = rows.reduce((sum, row) => sum + openPlaces(row).size, 0);
    return { tasks: tasks.length, groups: rows.length - tasks.length, doubts: places };
  }

  window.annexGrid = window.annexGrid || {};
  window.annexGrid.rows = {
    CELLS, place, setCell, setDates, confirm, confirmUndoubted, merge, split, addAfter, remove, move, indent,
    toggleGroup, counts, openDoubts, openPlaces, isOpen, asSeen,
  };
})();
