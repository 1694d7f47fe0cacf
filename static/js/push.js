// Turns pushed messages on and off for this browser; the page says so where the browser cannot.
(() => {
  "use strict";

  const box = document.querySelector("[data-lmhtx-push]");
  if (!box) return;
  const words = box.querySelector("[data-lmhtx-push-words]");
  const button = box.querySelector("button");
  const tell = (sentence) => { words.textContent = sentence; };

  const bytes = (key) => {
    const text = atob(key.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - (key.length % 4)) % 4));
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  };

  const post = async (address, subscription) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", box.querySelector("[name=csrfmiddlewaretoken]").value);
    if (subscription) data.set("subscription", JSON.stringify(subscription));
    const answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error("refused");
    return answer.json();
  };

  const show = (subscription) => {
    button.hidden = false;
    button.dataset.on = subscription ? "1" : "";
    button.textContent = subscription ? "Tắt trên máy này" : "Bật trên máy này";
    tell(subscription ? "Đang bật: máy này nhận thông báo cả khi không mở cổng." : "Đang tắt trên máy này.");
  };

  const toggle = async (registration) => {
    const now = await registration.pushManager.getSubscription();
    if (now) {
      await post(box.dataset.off, now);
      await now.unsubscribe();
      show(null);
      return;
    }
    if ((await Notification.requestPermission()) !== "granted") {
      tell("Trình duyệt đang chặn thông báo của trang này; hãy cho phép trong cài đặt của trình duyệt.");
      return;
    }
    const { key } = await post(box.dataset.key);
    const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
    await post(box.dataset.on, made);
    show(made);
  };

  const start = async () => {
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) {
      tell("Trình duyệt này không nhận được thông báo đẩy.");
      return;
    }
    const registration = await navigator.serviceWorker.register(box.dataset.worker);
    show(await registration.pushManager.getSubscription());
    button.addEventListener("click", () => {
      button.disabled = true;
      toggle(registration)
        .catch(() => tell("Chưa đổi được. Hãy thử lại, hoặc dùng trình duyệt khác."))
        .finally(() => { button.disabled = false; });
    });
  };

  start().catch(() => tell("Máy này chưa dùng được thông báo đẩy (cần địa chỉ https)."));
})();
