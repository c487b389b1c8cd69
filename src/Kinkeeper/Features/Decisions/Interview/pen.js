// Signing with a pen, a finger or a mouse. Without this script the page offers every other way of signing.
"use strict";
for (const field of document.querySelectorAll("[data-pen]")) {
  const canvas = field.querySelector("canvas");
  const strokes = field.querySelector("input[name=strokes]");
  const clear = field.querySelector("button[type=button]");
  const context = canvas.getContext("2d");
  const most = 60000;
  let drawing = false;
  let last = "";

  const draw = () => {
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.lineWidth = 3;
    context.lineCap = "round";
    context.lineJoin = "round";
    context.strokeStyle = "#1b1b1b";
    context.stroke(new Path2D(strokes.value.replace(/M(\d+ \d+)(?=M|$)/g, "M$1L$1")));
  };
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    const limit = (value, end) => Math.min(Math.max(Math.round(value), 0), end);
    return `${limit(((event.clientX - box.left) / box.width) * canvas.width, canvas.width)} ${limit(((event.clientY - box.top) / box.height) * canvas.height, canvas.height)}`;
  };
  const add = (command, event) => {
    const at = point(event);
    if (at !== last && strokes.value.length + at.length < most) {
      strokes.value += command + at;
      last = at;
      draw();
    }
  };

  field.hidden = false;
  for (const offered of document.querySelectorAll("[data-needs-pen]")) {
    offered.hidden = false;
  }
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    last = "";
    add("M", event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (drawing) {
      for (const step of event.getCoalescedEvents?.() ?? [event]) {
        add("L", step);
      }
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => { drawing = false; });
  }
  clear.addEventListener("click", () => {
    strokes.value = "";
    last = "";
    draw();
  });
  draw();
}
