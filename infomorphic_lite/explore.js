// The one widget of the book: controls that choose a picture.
// With a kernel the picture comes from Python; in a static page from `frames`, a
// gzipped list with one picture for each combination of control positions.

async function unpack(frames) {
  const bytes = Uint8Array.from(atob(frames), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function control(parameter, position, id, choose) {
  const texts = parameter.texts;
  const label = element("label", { htmlFor: id, textContent: parameter.label });
  if (parameter.kind === "select") {
    const options = texts.map((text, i) => element("option", { value: i, textContent: text }));
    const select = element("select", { id }, ...options);
    select.value = position;
    select.addEventListener("input", () => choose(Number(select.value)));
    return element("div", { className: "explore-control" }, label, select);
  }
  const slider = element("input", { id, type: "range", min: 0, max: texts.length - 1, step: 1 });
  const value = element("output", { htmlFor: id });
  const move = (to) => {
    slider.value = to;
    value.textContent = texts[to];
    slider.setAttribute("aria-valuetext", texts[to]);
  };
  slider.addEventListener("input", () => {
    move(Number(slider.value));
    choose(Number(slider.value));
  });
  move(position);
  const play = player(parameter, slider, (to) => {
    move(to);
    choose(to);
  });
  return element("div", { className: "explore-control" }, label, slider, value, play);
}

function player(parameter, slider, go) {
  const button = element("button", { type: "button" });
  let timer = null;
  const show = () => {
    button.textContent = timer ? "Pause" : "Play";
    button.setAttribute("aria-label", `${button.textContent} ${parameter.label}`);
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    show();
  };
  const step = () => {
    const next = Number(slider.value) + 1;
    if (!button.isConnected || next > Number(slider.max)) return stop();
    go(next);
  };
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (slider.value === slider.max) go(0);
    timer = setInterval(step, 400);
    show();
  });
  slider.addEventListener("input", stop);
  show();
  return button;
}

async function render({ model, el }) {
  const parameters = model.get("parameters");
  const index = [...model.get("index")];
  const packed = model.get("frames");
  const frames = packed ? await unpack(packed) : null;
  const picture = element("div", { className: "explore-picture" });
  const spoken = element("p", { className: "explore-spoken" });
  spoken.setAttribute("aria-live", "polite");
  let waiting = false;
  let wanted = false;
  let speak = null;

  const show = (html) => {
    picture.innerHTML = html;
    clearTimeout(speak);
    speak = setTimeout(() => {
      spoken.textContent = picture.querySelector("[aria-label]")?.ariaLabel ?? "";
    }, 600);
  };
  const request = () => {
    if (frames) {
      const at = index.reduce((sum, i, k) => sum * parameters[k].texts.length + i, 0);
      return show(frames[at]);
    }
    wanted = waiting;
    if (waiting) return;
    waiting = true;
    model.set("index", [...index]);
    model.save_changes();
  };
  model.on("change:picture", () => {
    show(model.get("picture").html);
    waiting = false;
    if (wanted) request();
  });

  const prefix = `${el.id || model.get("name")}-`;
  const controls = parameters.map((parameter, k) =>
    control(parameter, index[k], prefix + parameter.name, (to) => {
      if (index[k] === to) return;
      index[k] = to;
      request();
    }),
  );
  el.classList.add("explore");
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", model.get("label"));
  picture.innerHTML = model.get("picture").html;
  el.replaceChildren(element("div", { className: "explore-controls" }, ...controls), picture, spoken);
}
