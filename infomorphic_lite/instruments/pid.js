// Decompositions of I(T; S1, S2) for two binary sources, in bits.
// A table p is a list of four rows, for (s1, s2) = 00, 01, 10, 11; a row holds
// p(s1, s2, t) for each t. Row s ^ 1 has the s1 of row s, row s ^ 2 has its s2.
// Atoms come in the order {1}{2}, {1}, {2}, {12}.

const SIGNS = [1, -1, -1, 1];
const BARRIERS = [1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12];
const MOST_STEPS = 50;
const NEGLIGIBLE = 1e-12;

export const sum = (values) => values.reduce((total, x) => total + x, 0);
export const add = (...rows) => rows[0].map((_, t) => sum(rows.map((row) => row[t])));
const dot = (a, b) => sum(a.map((x, i) => x * b[i]));

export const source1 = ([a, b, c, d]) => [add(a, b), add(c, d)];
export const source2 = ([a, b, c, d]) => [add(a, c), add(b, d)];

// I(T = t; S) = sum over s of p(s | t) log2 [p(s, t) / p(s) p(t)], for each t.
function specificInformation(rows) {
  const target = add(...rows);
  const term = (row, t) =>
    row[t] && (row[t] / target[t]) * (Math.log2(row[t]) - Math.log2(sum(row)) - Math.log2(target[t]));
  return target.map((_, t) => sum(rows.map((row) => term(row, t))));
}

export function mutualInformation(rows) {
  return dot(add(...rows), specificInformation(rows));
}

// Moebius inversion of the redundancies of {1}{2}, {1}, {2}, {12}.
export function invert([shared, first, second, both]) {
  return [shared, first - shared, second - shared, both - first - second + shared];
}

// What is left of each p(t) by the events "s1 or s2", "s1", "s2", "s1 and s2".
export function left(p, s) {
  const [seen, same1, same2] = [p[s], p[s ^ 1], p[s ^ 2]];
  return [add(seen, same1, same2), add(seen, same1), add(seen, same2), seen];
}

// Each possible outcome with i+ and i- of the four events.
export function outcomes(p) {
  const target = add(...p);
  const outcome = (s, t) => {
    const events = left(p, s);
    const plus = events.map((mass) => -Math.log2(sum(mass)));
    const minus = events.map((mass) => Math.log2(target[t]) - Math.log2(mass[t]));
    return { s, t, p: p[s][t], plus, minus };
  };
  return p.flatMap((row, s) => row.flatMap((x, t) => (x > 0 ? [outcome(s, t)] : [])));
}

// I_sx: Makkeh, Gutknecht & Wibral (2021).
export function sharedExclusions(p) {
  const all = outcomes(p);
  const mean = (part) => [0, 1, 2, 3].map((k) => sum(all.map((o) => o.p * o[part][k])));
  const [informative, misinformative] = [invert(mean("plus")), invert(mean("minus"))];
  return { values: informative.map((x, k) => x - misinformative[k]), informative, misinformative };
}

// I_min: Williams & Beer (2010).
export function leastSpecific(p) {
  const [first, second] = [specificInformation(source1(p)), specificInformation(source2(p))];
  const shared = dot(add(...p), first.map((x, t) => Math.min(x, second[t])));
  return invert([shared, ...mutualInformations(p)]);
}

// BROJA: Bertschinger, Rauh, Olbrich, Jost & Ay (2014).
export function broja(p) {
  const [first, second, both] = mutualInformations(p);
  return invert([first + second - mutualInformation(leastInformative(p)), first, second, both]);
}

// I(T; S1), I(T; S2), I(T; S1, S2).
export function mutualInformations(p) {
  return [source1(p), source2(p), p].map(mutualInformation);
}

// The q = p + SIGNS x with the least I(T; S1, S2): one number x for each t, found by
// Newton steps with a logarithmic barrier, as in broja.least_informative.
function leastInformative(p) {
  const [a, b, c, d] = p;
  const low = a.map((x, t) => -Math.min(x, d[t]));
  const high = b.map((x, t) => Math.min(x, c[t]));
  const free = [...a.keys()].filter((t) => high[t] - low[t] > NEGLIGIBLE);
  let q = moved(p, free, free.map((t) => (low[t] + high[t]) / 2));
  for (const barrier of free.length ? BARRIERS : []) {
    for (let n = 0; n < MOST_STEPS; n++) {
      const next = newtonStep(q, free, barrier);
      if (!next) break;
      q = next;
    }
  }
  return q;
}

function moved(q, free, x) {
  const by = (s, t) => (free.includes(t) ? SIGNS[s] * x[free.indexOf(t)] : 0);
  return q.map((row, s) => row.map((value, t) => value + by(s, t)));
}

// The next q, or null where no step lowers the barrier function any more.
function newtonStep(q, free, barrier) {
  const [gradient, move] = newtonDirection(q, free, barrier);
  const slope = dot(gradient, move);
  const reach = q.flatMap((row, s) => free.map((t, k) => row[t] / Math.max(0, -SIGNS[s] * move[k])));
  const value = barrierFunction(q, free, barrier);
  let length = Math.min(1, 0.99 * Math.min(...reach));
  for (; -slope * length > barrier * 1e-3; length /= 2) {
    const next = moved(q, free, move.map((x) => length * x));
    if (barrierFunction(next, free, barrier) < value + 0.1 * length * slope) return next;
  }
  return null;
}

// The Hessian is diag(own) less `pull` in each place: Sherman & Morrison invert it.
function newtonDirection(q, free, barrier) {
  const whole = q.map(sum);
  const slope = (x, w) => Math.log(x) - Math.log(w) - barrier / x;
  const gradient = free.map((t) => sum(q.map((row, s) => SIGNS[s] * slope(row[t], whole[s]))));
  const inverse = free.map((t) => 1 / sum(q.map((row) => 1 / row[t] + barrier / row[t] ** 2)));
  const pull = sum(whole.map((w) => 1 / w));
  const common = (pull * dot(gradient, inverse)) / (1 - pull * sum(inverse));
  return [gradient, gradient.map((g, k) => -(g + common) * inverse[k])];
}

// -H(T | S1, S2) in nats, less barrier times the logarithms, of the free cells.
function barrierFunction(q, free, barrier) {
  const row = (values) => {
    const whole = sum(values);
    return sum(free.map((t) => (values[t] - barrier) * Math.log(values[t]))) - whole * Math.log(whole);
  };
  return sum(q.map(row));
}
