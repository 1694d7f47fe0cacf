// No request fails silently: each failure tells what happened and what to do, and what was typed stays.
(() => {
  const SLOW_MS = 8000;
  const KEPT = "Nội dung đã gõ vẫn còn trên trang.";
  const AGAIN = "Có thể bấm lại: việc đã ghi rồi sẽ không bị ghi lần nữa.";
  const WORDS = {
    400: `Máy chủ không hiểu yêu cầu. ${KEPT} Hãy tải lại trang rồi thử lại.`,
    403: `Anh/chị không có quyền làm việc này, hoặc phiên làm việc đã đổi người. ${KEPT}`,
    404: "Không tìm thấy nội dung này; có thể đã bị xóa hoặc chuyển chỗ. Hãy tải lại trang.",
    405: "Trang này không nhận cách gửi như vậy. Hãy tải lại trang.",
    408: `Đường truyền quá chậm. ${KEPT} ${AGAIN}`,
    413: `Tệp quá lớn so với mức cho phép. ${KEPT} Hãy chọn tệp nhỏ hơn hoặc chia thành nhiều tệp.`,
    423: `Máy dùng chung đang khóa. ${KEPT} Mở khóa rồi bấm lại.`,
    429: "Anh/chị thao tác quá nhanh. Hãy đợi một phút rồi thử lại.",
    502: `Máy chủ đang khởi động lại. ${KEPT} Đợi nửa phút rồi bấm lại. ${AGAIN}`,
    503: `Máy chủ đang bận. ${KEPT} Đợi nửa phút rồi bấm lại. ${AGAIN}`,
    504: `Máy chủ chưa trả lời kịp. ${KEPT} ${AGAIN}`,
  };
  const SHOWN = [409, 422];
  const OFFLINE = `Mất kết nối mạng. ${KEPT} Khi có mạng, hãy bấm lại. ${AGAIN}`;
  const LOST = `Chưa nhận được trả lời của máy chủ. ${KEPT} ${AGAIN}`;
  const SLOW = `Máy chủ trả lời chậm, vẫn đang đợi. ${KEPT} ${AGAIN}`;
  const timers = new WeakMap();
  const { alarm, quiet } = window.lmhtx;

  const signInPath = () => document.body.dataset.lmhtxSignIn || "";
  const wordsOf = (status) => {
    if (WORDS[status]) return WORDS[status];
    return status >= 500
      ? `Máy chủ gặp lỗi và đã ghi lại để sửa. ${KEPT} Hãy thử lại sau ít phút.`
      : `Yêu cầu không được nhận (mã ${status}). ${KEPT} Hãy tải lại trang rồi thử lại.`;
  };
  const sessionEnded = (xhr) => {
    const path = signInPath();
    if (!path || !xhr.responseURL || location.pathname === path) return false;
    return new URL(xhr.responseURL, location.href).pathname === path;
  };
  const settle = (xhr) => {
    clearTimeout(timers.get(xhr));
    timers.delete(xhr);
  };
  const isBackground = (detail) => Boolean(detail.elt?.matches?.("[data-lmhtx-quiet]"));

  document.addEventListener("htmx:beforeSend", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (!navigator.onLine) alarm(OFFLINE);
    const isAct = requestConfig?.verb !== "get";
    timers.set(xhr, setTimeout(() => {
      alarm(SLOW);
      if (isAct) window.lmhtx.unlock?.(event.detail.elt);
    }, SLOW_MS));
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event;
    if (sessionEnded(detail.xhr)) {
      detail.shouldSwap = false;
      alarm(`Phiên làm việc đã hết. ${KEPT} Hãy đăng nhập ở thẻ mới rồi quay lại đây bấm lần nữa.`, {
        href: signInPath(), label: "Đăng nhập ở thẻ mới",
      });
      return;
    }
    if (SHOWN.includes(detail.xhr.status)) {
      detail.shouldSwap = true;
      detail.isError = false;
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, successful, elt, requestConfig } = event.detail;
    settle(xhr);
    window.lmhtx.unlock?.(elt);
    const key = xhr.getResponseHeader?.("LMHTX-Next-Key");
    if (key) for (const input of elt.closest?.("form")?.querySelectorAll("[name=act_key]") || []) input.value = key;
    // A count or a poll that arrives by itself says nothing about the act that failed: its alarm stays.
    if (successful && requestConfig?.triggeringEvent && !sessionEnded(xhr)) quiet();
  });

  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    if (!SHOWN.includes(xhr.status)) alarm(wordsOf(xhr.status));
  });
  document.addEventListener("htmx:sendError", (event) => {
    settle(event.detail.xhr);
    if (!isBackground(event.detail) || !navigator.onLine) alarm(navigator.onLine ? LOST : OFFLINE);
  });
  document.addEventListener("htmx:timeout", () => alarm(LOST));
  document.addEventListener("htmx:swapError", () => alarm("Không hiện được trả lời của máy chủ. Hãy tải lại trang."));
  document.addEventListener("htmx:onLoadError", () => alarm("Không hiện được trả lời của máy chủ. Hãy tải lại trang."));
  window.addEventListener("offline", () => alarm(OFFLINE));
  window.addEventListener("online", () => {
    quiet();
    window.lmhtx.say("Đã có mạng trở lại.");
  });

  // A browser that leaves for a page while offline would show its own error and drop what was typed.
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || event.target.method === "dialog") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    alarm(OFFLINE);
    window.lmhtx.unlock?.(event.target);
  }, true);

  // Signing in again in another tab changes the token: send the one the browser holds now.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
      || document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!token || event.detail.verb === "get") return;
    event.detail.headers["X-CSRFToken"] = token;
    if (event.detail.formData?.has("csrfmiddlewaretoken")) event.detail.formData.set("csrfmiddlewaretoken", token);
  });
})();
