"use strict";
// Small comforts; every page works without them.
(() => {
  // One click is enough: a form that is on its way says so.
  document.addEventListener("submit", (event) => {
    const button = event.target.querySelector("button.main");
    if (!button) return;
    const words = event.target.dataset.busy;
    setTimeout(() => {
      button.disabled = true;
      if (words) button.textContent = words;
    }, 0);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const b of document.querySelectorAll("button.main[disabled]")) b.disabled = false;
  });

  // A file dropped anywhere on the form is the file to read.
  const reader = document.querySelector("form.reader");
  const file = reader?.querySelector("input[type=file]");
  if (file) {
    for (const kind of ["dragover", "drop", "dragleave"]) {
      reader.addEventListener(kind, (event) => {
        event.preventDefault();
        reader.classList.toggle("dropping", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) file.files = event.dataTransfer.files;
      });
    }
    const text = reader.querySelector("textarea");
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) reader.requestSubmit();
    });
  }

  // A correction form that came into the page takes the focus.
  document.addEventListener("htmx:after:swap", () => document.querySelector(".correct input:not([type=hidden])")?.focus());

  // Menus close on Escape and when one looks elsewhere.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const one of document.querySelectorAll("details.menu[open]")) one.open = false;
  });
  document.addEventListener("click", (event) => {
    for (const one of document.querySelectorAll("details.menu[open]")) if (!one.contains(event.target)) one.open = false;
  });

  // Pictures come as SVG; a browser that runs scripts makes PNG of them.
  for (const button of document.querySelectorAll("[data-png]")) {
    (button.closest("li[hidden]") ?? button).hidden = false;
    button.addEventListener("click", async () => {
      const answer = await fetch(button.dataset.png);
      if (!answer.ok) return;
      const image = new Image();
      image.src = URL.createObjectURL(await answer.blob());
      await image.decode();
      const canvas = document.createElement("canvas");
      const scale = Math.min(2, 8000 / Math.max(image.width, image.height));
      [canvas.width, canvas.height] = [image.width * scale, image.height * scale];
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(image.src);
      const link = document.createElement("a");
      link.href = canvas.toDataURL("image/png");
      link.download = `ifolge-${button.dataset.png.split("/").pop().replace(".svg", ".png")}`;
      link.click();
    });
  }
})();
