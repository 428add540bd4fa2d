// The truth-table explorer: a table to edit, its atoms, and what an outcome excludes.
// Follows pid.js in the same module. The state is one object: `base`, a table or the
// name of a preset; `noise` and `correlation` added to it; `at`, the chosen outcome.

const ATOMS = ["Redundancy", "Unique to S₁", "Unique to S₂", "Synergy"];
const SETS = ["{1}{2}", "{1}", "{2}", "{12}"];
const KINDS = ["redundancy", "unique_1", "unique_2", "synergy"];
const SOURCES = ["00", "01", "10", "11"];
const OWN = "your own table";
const STEP = 0.05;
const RULE = "The cells sum to 1: change one, and all others are scaled.";

function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function number(x, digits = 3) {
  const text = Math.abs(x).toFixed(digits);
  return Number(text) !== 0 && x < 0 ? `−${text}` : text;
}

const shown = (x) => String(Number(x.toFixed(3)));

function normalised(p) {
  const total = sum(p.map(sum));
  return p.map((row) => row.map((x) => x / total));
}

// Sources that are equal become likelier by 1 + correlation; then noise, as in gates.
function altered(base, noise, correlation) {
  const tilted = base.map((row, s) => row.map((x) => x * (1 + correlation * SIGNS[s])));
  return normalised(tilted).map((row) => {
    const even = (noise * sum(row)) / row.length;
    return row.map((x) => (1 - noise) * x + even);
  });
}

// p with p[s][t] = x and all other cells scaled alike, or filled alike if all are 0.
function withCell(p, s, t, x) {
  const rest = sum(p.flat()) - p[s][t];
  const share = (1 - x) / (4 * p[0].length - 1);
  const other = (y) => (rest > NEGLIGIBLE ? (y * (1 - x)) / rest : share);
  return p.map((row, i) => row.map((y, j) => (i === s && j === t ? x : other(y))));
}

// p with n target values: new ones impossible, old ones left out.
function resized(p, n) {
  const rows = p.map((row) => Array.from({ length: n }, (_, t) => row[t] ?? 0));
  return sum(rows.flat()) > 0 ? normalised(rows) : rows.map((row) => row.fill(1 / (4 * n)));
}

function fresh(base) {
  return { base, noise: 0, correlation: 0, at: "" };
}

// The state as text for the page's address, and back; null if it is no such text.
function pack({ base, noise, correlation, at }) {
  const digits = (x) => x.toFixed(9).replace(/\.?0+$/, "");
  const table = typeof base === "string" ? base : base.flat().map(digits).join("-");
  return [table, noise, correlation, at].join("_");
}

function unpack(text, presets) {
  const [table, noise, correlation, at] = (text ?? "").split("_");
  const cells = table.split("-").map(Number);
  const rows = SOURCES.map((_, s) => cells.slice((s * cells.length) / 4, ((s + 1) * cells.length) / 4));
  const fits = [8, 12, 16].includes(cells.length) && cells.every((x) => 0 <= x && x <= 1);
  const isTable = fits && sum(cells) > 0;
  const inside = Math.abs(correlation) < 1 && 0 <= noise && noise <= 1;
  if (!inside || !(isTable || Object.hasOwn(presets, table))) return null;
  const base = isTable ? normalised(rows) : table;
  return { base, noise: Number(noise), correlation: Number(correlation), at };
}

// A bar from zero to x on the common scale, with its number.
function bar(x, kind, { low, high }) {
  const place = (y) => (100 * (y + low)) / (low + high);
  const [from, to] = [Math.min(x, 0), Math.max(x, 0)].map(place);
  return `<td class="${kind}"><div style="--zero:${place(0)}%">
    <i style="left:${from}%;width:${to - from}%"></i></div>${number(x)}</td>`;
}

function table(caption, heads, rows) {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join("");
  return `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead>
    <tbody>${rows.map((row) => `<tr>${row}</tr>`).join("")}</tbody></table>`;
}

// The bars of several decompositions, one row an atom.
function atomTable(caption, columns, scale) {
  const row = (name, k) => {
    const bars = Object.values(columns).map((values) => bar(values[k], KINDS[k], scale));
    return `<th scope="row" class="${KINDS[k]}">${name} <small>${SETS[k]}</small></th>${bars.join("")}`;
  };
  return table(caption, ["Atom", ...Object.keys(columns)], ATOMS.map(row));
}

function results(p) {
  const sx = sharedExclusions(p);
  const columns = { "I<sup>sx</sup>": sx.values, "I<sub>min</sub>": leastSpecific(p), BROJA: broja(p) };
  const parts = { "I⁺": sx.informative, "− I⁻": sx.misinformative, "= I<sup>sx</sup>": sx.values };
  const totals = mutualInformations(p);
  const all = [...Object.values(columns), ...Object.values(parts), totals].flat();
  const scale = { low: Math.max(0.6, -Math.min(...all)), high: Math.max(1, ...all) };
  const sums = ["redundancy + unique to S₁", "redundancy + unique to S₂", "all four atoms"];
  const total = (name, k) =>
    `<th scope="row">${name} <small>= ${sums[k]}</small></th>${bar(totals[k], "total", scale)}`;
  const names = ["I(T; S₁)", "I(T; S₂)", "I(T; S₁, S₂)"];
  return [
    atomTable("Atoms under three measures, in bits", columns, scale) +
      atomTable("I<sup>sx</sup>: informative I⁺ less misinformative I⁻", parts, scale),
    table("What the atoms add up to", ["Information", "Bits"], names.map(total)),
  ];
}

function summary(p) {
  const say = (values) => ATOMS.map((name, k) => `${name} ${number(values[k])}`).join(", ");
  return `Shared exclusions: ${say(sharedExclusions(p).values)}. I min: ${say(leastSpecific(p))}.
    BROJA: ${say(broja(p))}.`;
}

const key = ({ s, t }) => `${SOURCES[s]}${t}`;

function outcomeTable(all) {
  const row = (o) => {
    const values = invert(o.plus.map((plus, k) => plus - o.minus[k]));
    const [a, b] = SOURCES[o.s];
    const label = `S₁=${a}, S₂=${b}, T=${o.t}: show what it excludes`;
    return `<th scope="row"><button type="button" data-at="${key(o)}" aria-label="${label}">
      ${a} ${b} → ${o.t}</button></th><td>${shown(o.p)}</td>
      ${values.map((x) => `<td>${number(x)}</td>`).join("")}`;
  };
  const heads = ["S₁ S₂ → T", "p", ...SETS];
  return table("Pointwise atoms of I<sup>sx</sup>, in bits", heads, all.map(row));
}

// The unit square of probability: columns for the target's values, as wide as p(t);
// coloured what the event leaves, hatched what it excludes, dashed the average.
function square(p, outcome, k, hatch) {
  const target = add(...p);
  const mass = left(p, outcome.s)[k];
  const starts = target.map((_, t) => sum(target.slice(0, t)));
  const column = (width, t) => {
    if (width === 0) return "";
    const [x, w, h] = [100 * starts[t], 100 * width, (100 * mass[t]) / width];
    const chosen = t === outcome.t;
    const name = width > 0.22 || chosen ? `T=${t}` : width > 0.06 ? t : "";
    const kind = chosen ? "chosen" : "";
    return `<rect x="${x}" width="${w}" height="${100 - h}" fill="url(#${hatch})"/>
      <rect x="${x}" y="${100 - h}" width="${w}" height="${h}" class="left ${kind}"/>
      <rect x="${x}" width="${w}" height="100" class="edge"/>
      <text x="${x + w / 2}" y="112" class="${kind}">${name}</text>`;
  };
  const level = 100 * (1 - sum(mass));
  return `<svg viewBox="-2 -2 104 117" role="img" aria-label="${described(target, mass, outcome)}">
    <defs><pattern id="${hatch}" width="6" height="6" patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"><path d="M0 0V6" class="hatch"/></pattern></defs>
    ${target.map(column).join("")}<path d="M-2 ${level}H102" class="level"/></svg>`;
}

function described(target, mass, { t }) {
  const share = (x) => `${number(100 * x, 1)} %`;
  return `The event leaves ${share(sum(mass))} of all probability and
    ${share(mass[t] / target[t])} of that of T=${t}.`;
}

function exclusions(p, outcome, id) {
  const [a, b] = SOURCES[outcome.s];
  const events = [`S₁=${a} or S₂=${b}`, `S₁=${a}`, `S₂=${b}`, `S₁=${a} and S₂=${b}`];
  const figure = (event, k) => {
    const [plus, minus] = [outcome.plus[k], outcome.minus[k]];
    return `<figure>${square(p, outcome, k, `${id}-hatch-${k}`)}<figcaption><b>${event}</b>
      <span>${number(plus)} − ${number(minus)} = <b>${number(plus - minus)}</b></span></figcaption></figure>`;
  };
  return `<p class="title">What S₁=${a}, S₂=${b} excludes when T=${outcome.t}</p>
    <p>Each square is all probability, one column for each value of T. An event
    excludes what is hatched. It speaks for T=${outcome.t} if that column keeps more than
    the average (dashed), against it if less.</p>
    <div class="squares">${events.map(figure).join("")}</div>
    <p>Below each: informative less misinformative, in bits. The first number is this
    outcome's redundancy; the second and third less the first are its unique parts; what
    is then missing to the fourth is its synergy.</p>`;
}

function labelled(text, control, ...more) {
  const label = element("label", { htmlFor: control.id, textContent: text });
  return element("div", { className: "control" }, label, control, ...more);
}

function choice(id, texts) {
  return element("select", { id }, ...texts.map((text) => element("option", { textContent: text })));
}

function slider(id, min, max) {
  return element("input", { id, type: "range", min, max, step: 0.01 });
}

// The inputs for the table's cells, row by row.
function cells(explorer) {
  const columns = [...explorer.p[0].keys()];
  const head = (text, scope) => element("th", { scope, textContent: text });
  const cell = (s) => (t) => element("td", {}, cellInput(explorer, s, t));
  const row = ([a, b], s) => element("tr", {}, head(`${a} ${b}`, "row"), ...columns.map(cell(s)));
  const heads = [head("S₁ S₂", "col"), ...columns.map((t) => head(`T=${t}`, "col"))];
  return element(
    "table",
    { className: "cells" },
    element("caption", { textContent: "Probability of each outcome" }),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...SOURCES.map(row)),
  );
}

function cellInput(explorer, s, t) {
  const [a, b] = SOURCES[s];
  const input = element("input", { type: "number", min: 0, max: 1, step: STEP });
  input.setAttribute("aria-label", `Probability of S₁=${a}, S₂=${b}, T=${t}`);
  input.addEventListener("focus", () => (explorer.held = explorer.p));
  input.addEventListener("input", () => explorer.edit(input, s, t));
  input.addEventListener("blur", () => {
    input.setAttribute("aria-invalid", false);
    explorer.showCells();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "+" && event.key !== "-") return;
    event.preventDefault();
    event.key === "+" ? input.stepUp() : input.stepDown();
    explorer.edit(input, s, t);
  });
  return input;
}

class Explorer {
  constructor(el, { start, presets }) {
    this.id = el.id = `truth-table-${document.querySelectorAll(".truth-table[id]").length + 1}`;
    this.presets = presets;
    this.gate = choice(`${this.id}-gate`, [...Object.keys(presets), OWN]);
    this.targets = choice(`${this.id}-targets`, ["2", "3", "4"]);
    this.noise = slider(`${this.id}-noise`, 0, 1);
    this.correlation = slider(`${this.id}-correlation`, -0.99, 0.99);
    this.grid = element("div", { className: "scroll" });
    this.remark = element("p", { className: "remark", textContent: RULE });
    this.bars = element("div", { className: "bars" });
    this.totals = element("div", { className: "bars totals" });
    this.pointwise = element("div", { className: "scroll pointwise" });
    this.excluded = element("div", { className: "excluded" });
    this.spoken = element("p", { className: "spoken" });
    this.arrange(el);
    this.listen(el);
    this.state = this.read() ?? fresh(start);
    this.show();
  }

  arrange(el) {
    el.setAttribute("role", "group");
    el.setAttribute("aria-label", "Truth-table explorer");
    this.spoken.setAttribute("aria-live", "polite");
    const controls = [
      labelled("Gate", this.gate),
      labelled("Values of T", this.targets),
      labelled("Add noise", this.noise, element("output", { htmlFor: this.noise.id })),
      labelled("Add correlation", this.correlation, element("output", { htmlFor: this.correlation.id })),
    ];
    const table = element("div", { className: "edited" }, ...controls, this.grid, this.remark);
    const top = element("div", { className: "top" }, table, this.bars, this.totals);
    el.replaceChildren(top, this.pointwise, this.excluded, this.spoken);
  }

  listen(el) {
    const on = (control, next) => control.addEventListener("input", () => this.change(next(control.value)));
    on(this.gate, (name) => fresh(name === OWN ? this.p : name));
    on(this.targets, (n) => fresh(resized(this.p, Number(n))));
    on(this.noise, (noise) => ({ noise: Number(noise) }));
    on(this.correlation, (correlation) => ({ correlation: Number(correlation) }));
    this.pointwise.addEventListener("click", (event) => {
      const button = event.target.closest("tr")?.querySelector("button");
      if (button) this.choose(button.dataset.at);
    });
    addEventListener("hashchange", () => {
      const state = el.isConnected && this.read();
      if (!state) return;
      this.state = state;
      this.show();
    });
  }

  read() {
    return unpack(new URLSearchParams(location.hash.slice(1)).get(this.id), this.presets);
  }

  change(next, remark = RULE) {
    this.state = { ...this.state, ...next };
    this.remark.textContent = remark;
    this.show();
    this.settle(`${remark} ${summary(this.p)}`);
  }

  choose(at) {
    this.state.at = at;
    this.showOutcome();
    this.settle(this.excluded.innerText);
  }

  // Address and voice follow when the hand rests: browsers limit how often both change.
  settle(text) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      save(this.id, pack(this.state));
      this.spoken.textContent = text;
    }, 400);
  }

  // `held` is the table when a cell was entered, so that typing 1, then 0.5 loses nothing.
  edit(input, s, t) {
    const x = input.value === "" ? NaN : Number(input.value);
    const fits = 0 <= x && x <= 1;
    input.setAttribute("aria-invalid", !fits);
    if (!fits) return (this.remark.textContent = "A probability is a number from 0 to 1.");
    const rest = 1 - this.held[s][t];
    const how = rest > NEGLIGIBLE ? `scaled by ${number((1 - x) / rest)}` : "given the same share";
    const next = { ...fresh(withCell(this.held, s, t, x)), at: this.state.at };
    this.change(next, `This cell is ${shown(x)}; the others are ${how}, so that all sum to 1.`);
  }

  show() {
    const { base, noise, correlation } = this.state;
    this.p = altered(this.presets[base] ?? base, noise, correlation);
    this.showControls();
    this.showCells();
    [this.bars.innerHTML, this.totals.innerHTML] = results(this.p);
    this.pointwise.innerHTML = outcomeTable(outcomes(this.p));
    this.showOutcome();
  }

  showControls() {
    const { base, noise, correlation } = this.state;
    this.gate.value = typeof base === "string" ? base : OWN;
    this.targets.value = this.p[0].length;
    this.noise.value = noise;
    this.noise.nextSibling.textContent = number(noise, 2);
    const [a, b, c, d] = this.p.map(sum);
    const fixed = a + d === 0 || b + c === 0;
    this.correlation.disabled = fixed;
    this.correlation.value = correlation;
    this.correlation.nextSibling.textContent = fixed ? "fixed" : number(correlation, 2);
  }

  showCells() {
    if (this.grid.querySelectorAll("thead th").length !== this.p[0].length + 1) {
      this.grid.replaceChildren(cells(this));
    }
    this.grid.querySelectorAll("input").forEach((input, i) => {
      const x = this.p.flat()[i];
      if (input !== document.activeElement) input.value = shown(x);
      input.style.setProperty("--p", x);
    });
  }

  showOutcome() {
    const all = outcomes(this.p);
    const outcome = all.find((o) => key(o) === this.state.at) ?? all[0];
    this.excluded.innerHTML = exclusions(this.p, outcome, this.id);
    for (const button of this.pointwise.querySelectorAll("button")) {
      const chosen = button.dataset.at === key(outcome);
      button.setAttribute("aria-pressed", chosen);
      button.closest("tr").classList.toggle("chosen", chosen);
    }
  }
}

function render(el, data) {
  return new Explorer(el, data);
}

// The address keeps the state; where the page may not touch it, nothing is lost.
function save(id, text) {
  const all = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  all.set(id, text);
  try {
    history.replaceState(history.state, "", `#${all}`);
  } catch (error) {
    if (error.name !== "SecurityError") throw error;
  }
}
