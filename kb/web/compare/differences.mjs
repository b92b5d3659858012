// Lay cases side by side as rows, and say for each row whether the cases agree. Knows nothing of pages.

/** What a row says of its cells: they agree, they differ, some say nothing, none says anything. */
export const SAME = "same";
export const DIFFERENT = "different";
export const PARTLY = "partly";
export const UNKNOWN = "unknown";

const text = (words) => (words ? [{ words }] : []);
const terms = (pairs) => pairs.map(([value, words]) => ({ value, words }));
const cited = (statements) => statements.map(([words, note, locator, asOf]) => ({ words, note, locator, asOf }));
const told = ({ label, told: isTold }) => (isTold ? text(label) : []);

/** How the cases of one row stand to each other, cells being lists of things with words. */
function stateOf(cells) {
  const known = cells.filter((cell) => cell.length);
  if (!known.length) return UNKNOWN;
  const forms = new Set(known.map((cell) => cell.map(({ words }) => words).sort().join("\n")));
  if (forms.size > 1) return DIFFERENT;
  return known.length < cells.length ? PARTLY : SAME;
}

/** Mark in each cell what some other case does not have, where two or more cases say something. */
function marked(cells) {
  const known = cells.filter((cell) => cell.length);
  if (known.length < 2) return cells;
  const everywhere = (words) => known.every((cell) => cell.some((item) => item.words === words));
  return cells.map((cell) => cell.map((item) => ({ ...item, own: !everywhere(item.words) })));
}

/** Rows of controlled values are compared; rows of free text always differ and only show what is unknown. */
function row(name, cases, read, { compared = true, folder = "", kind = "" } = {}) {
  const cells = cases.map(read);
  const state = compared ? stateOf(cells) : cells.every((cell) => !cell.length) ? UNKNOWN : null;
  return { name, kind, folder, state, cells: compared ? marked(cells) : cells };
}

const ROLES = [
  ["invest", "谁投资"],
  ["build", "谁建设"],
  ["operate", "谁运营"],
  ["own", "归谁所有"],
  ["pay", "谁付费"],
];

function cost({ cost: known }) {
  return known ? [{ words: [known.amount, known.note].filter(Boolean).join(" "), note: known.number, locator: known.locator }] : [];
}

/** The whole comparison: groups of rows, `[{title, rows: [{name, kind, folder, state, cells}]}]`. */
export function comparisonOf(cases) {
  const free = { compared: false };
  return [
    {
      title: "情况",
      rows: [
        row("问题", cases, (one) => terms(one.problem), { folder: "problems" }),
        row("做法", cases, (one) => terms(one.model), { folder: "models" }),
        row("主题", cases, (one) => terms(one.theme), { folder: "themes" }),
        row("学段", cases, (one) => terms(one.stage), { folder: "stages" }),
        row("地区", cases, (one) => text(one.place)),
        row("单位类型", cases, (one) => text(one.unitType)),
        row("单位", cases, (one) => text(one.unit), free),
        row("现在还在做吗", cases, (one) => told(one.status).map((item) => ({ ...item, asOf: one.asOf }))),
        row("摘要", cases, (one) => text(one.summary), free),
      ],
    },
    {
      title: "证据与成效",
      rows: [
        row("证据", cases, (one) => [{ words: one.evidence.label, level: one.evidence.level, more: one.evidence.definition }], { kind: "evidence" }),
        row("成效", cases, (one) => told(one.effect)),
        row("据称", cases, (one) => cited(one.claims), { ...free, kind: "claims" }),
      ],
    },
    {
      title: "谁出钱，谁来办",
      rows: [
        ...ROLES.map(([role, name]) => row(name, cases, (one) => terms(one.mechanism[role]))),
        row("合作期限", cases, (one) => text(one.mechanism.term)),
        row("费用", cases, cost, free),
      ],
    },
    {
      title: "要什么条件",
      rows: [
        row("前提条件", cases, (one) => cited(one.prerequisites), { ...free, kind: "conditions" }),
        row("有利条件", cases, (one) => cited(one.enabling), { ...free, kind: "conditions" }),
        row("限制", cases, (one) => cited(one.constraints), { ...free, kind: "conditions" }),
      ],
    },
    {
      title: "还不知道什么",
      rows: [
        row("信息完整度", cases, (one) => text(`${one.known}/${one.total}`), free),
        row("来源没有说的", cases, (one) => one.gaps.map((words) => ({ words })), { ...free, kind: "gaps" }),
        row("来源", cases, (one) => one.sources.map(({ number, title, tier }) => ({ words: title, number, tier })), { ...free, kind: "sources" }),
        row("审核", cases, (one) => text(`${one.review.status}（${one.review.date}）`), free),
      ],
    },
  ];
}

/** The part of a title that names a case: what stands before its colon. */
export function shortTitle(title) {
  return title.split(/[：:]/)[0].trim() || title;
}
