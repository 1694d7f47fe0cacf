// Keeps the draft on the server: one request after each change, none while Vietnamese letters are being composed.
(() => {
  "use strict";

  const WAIT_MS = 700;
  const TYPING_MS = 4000;
  const RETRY_MS = [3000, 8000, 20000];
  const ASKED = { "Content-Type": "application/json", Accept: "application/json" };

  const WORDS = {
    403: "Anh/chị không có quyền sửa bản này, hoặc phiên làm việc đã đổi người. Hãy tải lại trang.",
    404: "Lần đọc này không còn. Hãy quay lại danh sách.",
    413: "Bảng quá lớn nên chưa lưu được. Hãy tách văn bản thành nhiều lần đọc.",
    422: "Bản nháp chưa lưu được vì nội dung không đúng dạng. Hãy hoàn tác bước vừa làm.",
  };

  function createSaver({ store, editor, addresses, version, shown, onNames, onStale }) {
    let sentText = JSON.stringify(store.draft);
    let timer = 0;
    let typing = 0;
    let failures = 0;
    let busy = null;
    let isComposing = false;
    let isClosed = false;

    const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
      || document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

    // What is typed in a cell that is still open is saved with it, so that a power cut loses nothing.
    function present() {
      const open = editor.pending();
      if (!open) return store.draft;
      const rows = store.rows.map((row) => (row.key === open.key ? { ...row, ...open.values } : row));
      return { ...store.draft, rows };
    }

    const isDirty = () => JSON.stringify(present()) !== sentText;

    function tell(words, tone) {
      shown.textContent = words;
      shown.dataset.tone = tone;
    }

    function soon(wait = WAIT_MS) {
      clearTimeout(timer);
      if (!isClosed) timer = setTimeout(save, wait);
    }

    async function send(text) {
      const body = JSON.stringify({ version, draft: JSON.parse(text) });
      return fetch(addresses.draft, { method: "POST", headers: { ...ASKED, "X-CSRFToken": token() }, body, redirect: "manual" });
    }

    async function answered(answer, text) {
      if (answer.type === "opaqueredirect") throw new Error("Phiên làm việc đã hết. Hãy đăng nhập ở thẻ mới rồi quay lại đây; nội dung vẫn còn.");
      if (answer.status === 409) {
        isClosed = true;
        tell("Có người khác vừa lưu", "danger");
        onStale(await answer.json());
        return;
      }
      if (!answer.ok) throw new Error(WORDS[answer.status] || "Máy chủ chưa lưu được. Trang sẽ tự thử lại.");
      const told = await answer.json();
      version = told.version;
      sentText = text;
      failures = 0;
      tell(`Đã lưu lúc ${told.saved_at}`, "done");
      onNames(told.names);
      if (isDirty() && !editor.isOpen) soon();
    }

    async function save() {
      clearTimeout(timer);
      if (isClosed) return;
      if (isComposing) {
        soon();
        return;
      }
      if (busy) {
        await busy;
      }
      if (!isDirty()) return;
      const text = JSON.stringify(present());
      tell("Đang lưu…", "grey");
      busy = send(text).then((answer) => answered(answer, text)).catch((error) => {
        const words = error instanceof TypeError ? "Mất kết nối, chưa lưu được. Trang sẽ tự thử lại." : error.message;
        tell(words, "danger");
        soon(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
        failures += 1;
      }).finally(() => { busy = null; });
      await busy;
    }

    store.onChange((_draft, why) => {
      if (why !== "replace") soon();
    });
    document.addEventListener("compositionstart", () => { isComposing = true; }, true);
    document.addEventListener("compositionend", () => { isComposing = false; }, true);
    document.addEventListener("input", (event) => {
      if (!event.target.matches?.(".annex-editor")) return;
      clearTimeout(typing);
      typing = setTimeout(save, TYPING_MS);
    });
    window.addEventListener("online", () => save());
    window.addEventListener("beforeunload", (event) => {
      if (isClosed || !isDirty()) return;
      save();
      event.preventDefault();
      event.returnValue = "";
    });

    return {
      save,
      isDirty,
      get isClosed() { return isClosed; },
      // After a person has chosen between two drafts, saving goes on from the version of the server.
      resume(nextVersion, { isSaved = false } = {}) {
        version = nextVersion;
        isClosed = false;
        sentText = isSaved ? JSON.stringify(store.draft) : "";
        if (isSaved) tell("Đã lấy bản đã lưu", "done");
        else soon(0);
      },
      async flush() {
        clearTimeout(timer);
        await save();
        return !isClosed && !isDirty();
      },
    };
  }

  window.annexGrid.createSaver = createSaver;
})();
