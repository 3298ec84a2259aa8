/**
 * What a headline is worth: readers come for what is new and gone before what has moved, for prose and
 * tables before code, for code before links, for all of it before layout. To change what stands first,
 * change the numbers here.
 */
import type { HeadlineKind, LineKind } from "../model.ts";

/** By what has happened. */
const worth: Readonly<Record<HeadlineKind, number>> = {
  "file-emptied": 95,
  "file-added": 90,
  "file-removed": 90,
  "file-replaced": 30,
  "file-renamed": 76,
  "file-returned": 40,
  "file-swapped": 80,
  "file-rewritten": 84,
  "section-added": 76,
  "section-removed": 80,
  "section-renamed": 62,
  "section-moved": 30,
  "column-added": 80,
  "column-removed": 80,
  "table-added": 62,
  "table-removed": 62,
  "row-added": 64,
  "row-removed": 64,
  cell: 62,
  value: 58,
  version: 56,
  requirement: 34,
  date: 16,
  "text-added": 60,
  "text-removed": 60,
  "text-changed": 54,
  "text-moved": 24,
  "item-added": 56,
  "item-removed": 58,
  "code-changed": 42,
  "code-added": 42,
  "code-removed": 44,
  "front-matter": 34,
  link: 30,
  markup: 16,
  back: 50,
  "silent-edit": 44,
  "date-only": 20,
  mode: 12,
  formatting: 6,
};

/** Of it, by where the words of its lines have been. */
const shareOfKind: Readonly<Partial<Record<LineKind, number>>> = {
  moved: 0.4,
  copied: 0.6,
  kept: 0.6,
  again: 0.7,
  markup: 0.6,
};

/** Signs of what people act on: the beginnings of words, in a few languages. */
const urgentWords: readonly string[] = [
  // English: whole words where they end in a blank
  "must ,must not ,may not ,shall ,requir,deprecat,remov,no longer ,breaking,limit,quota,price,pricing,cost ,costs ,fee ,fees ,charg,refund,tax ,default,maximum,minimum,expir,retir,sunset,security,vulnerab,prohibit,consent,terminat,not supported,unsupported,stable ,experimental,beta ,permission,personal data",
  // German
  "muss ,müssen ,darf nicht,dürfen nicht,soll nicht,erforderlich,verpflicht,veraltet,entfernt,entfällt,entfallen,nicht mehr ,eingestellt,preis,kosten,gebühr,frist,kündig,grenzwert,höchst,mindest,sicherheit,einwilligung,verboten,untersagt,haftung,personenbezogen",
  // French
  "doit ,doivent ,ne doit,obligatoire,obsolète,déprécié,supprim,retiré,ne plus ,n'est plus,prix ,tarif,frais ,limite,plafond,délai,résili,sécurité,consentement,interdit,remboursement,données personnelles",
  // Spanish and Portuguese
  "debe ,deben ,deve ,devem ,obligatori,obrigatóri,obsolet,eliminad,removid,ya no ,não mais,precio,preço,tarifa,límite,plazo,prazo,segurid,seguranç,consentim,prohibid,proibid,reembols,datos personales,dados pessoais",
];
/** Of scripts without blanks between words: anywhere. */
const urgentCharacters =
  "必須|しなければ|非推奨|廃止|削除|禁止|料金|価格|制限|上限|期限|終了|同意|個人情報|必须|必須|不得|弃用|棄用|废弃|移除|删除|刪除|不再|费用|費用|价格|價格|限制|期限|终止|終止|安全|个人信息|個人資料|더 이상|필수|삭제|요금";
const amounts =
  /[$€£¥]\s?\d|\d\s?[€¥円元]|\d\s?(?:%|percent|prozent|ms|seconds?|minutes?|hours?|days?|months?|years?|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|jours?|mois|heures?|días|meses|KB|MB|GB|tokens?|requests?)(?![\p{L}\p{N}_])|\d{4}-\d\d-\d\d|\d\s?(?:日|か月|个月|年|分|秒|時間|小时)/u;
const urgent = new RegExp(
  [
    `(?<![\\p{L}\\p{N}_])(?:${urgentWords
      .flatMap((line) => line.split(","))
      .map((word) => word.replace(/ $/, "(?![\\p{L}\\p{N}_])"))
      .join("|")})[\\p{L}]*`,
    urgentCharacters,
    amounts.source,
  ].join("|"),
  "giu",
);
const perUrgent = 4;
const mostUrgent = 12;

/** For how much there is of it, how often and in how many files it was done. */
const perDoubling = { words: 3, places: 3 } as const;
const most = { words: 14, places: 15 } as const;

/** An edit of nothing but capitals, signs and small words; what is under a list of many like it. */
const shareOfTrifle = 0.55;

export interface Signals {
  readonly kind: HeadlineKind;
  /** Of its lines; null where it is said of the whole file. */
  readonly lineKind: LineKind | null;
  /** What is judged by its words. */
  readonly text: string;
  /** How many words are new or gone with it. */
  readonly words: number;
  readonly isTrifle?: boolean;
}

/** How many signs of what people act on a text has. */
export function countSigns(text: string): number {
  return text.match(urgent)?.length ?? 0;
}

/** The weight of one statement, a whole number. */
export function weigh({ kind, lineKind, text, words, isTrifle }: Signals): number {
  const share = (lineKind === null ? undefined : shareOfKind[lineKind]) ?? 1;
  const signs = countSigns(text);
  const sum =
    worth[kind] +
    Math.min(signs * perUrgent, mostUrgent) +
    grow(words / 8, perDoubling.words, most.words);
  return Math.round(sum * share * (isTrifle ? shareOfTrifle : 1));
}

/** The weight of several that are told in one sentence, of which the best has `weight`. */
export function weighTogether(weight: number, places: number): number {
  return weight + Math.round(grow(places - 1, perDoubling.places, most.places));
}

function grow(amount: number, perDoubling: number, most: number): number {
  return Math.min(perDoubling * Math.log2(1 + amount), most);
}

/** What a further headline is worth beside better ones that are of the same file, or of the same kind. */
const besides = { file: 0.82, kind: 0.88 } as const;

interface Ranked {
  readonly kind: HeadlineKind;
  readonly weight: number;
}

/**
 * Puts headlines in order: the best first, and then what adds most, so that the first few tell of
 * different things. Of equals the first stays first. `fileOf` tells those of one file.
 */
export function rank<Item extends Ranked>(
  items: readonly Item[],
  fileOf: (item: Item) => string,
): Item[] {
  const sorted = items.toSorted((a, b) => b.weight - a.weight);
  // Far down the order matters to nobody, and a change may have thousands.
  const contenders = sorted.slice(0, mostContenders);
  const files = new Map<string, number>();
  const kinds = new Map<string, number>();
  const ranked: Item[] = [];
  while (contenders.length > 0) {
    let best = 0;
    let bestWorth = -1;
    for (const [index, item] of contenders.entries()) {
      const worth =
        item.weight *
        besides.file ** (files.get(fileOf(item)) ?? 0) *
        besides.kind ** (kinds.get(item.kind) ?? 0);
      if (worth > bestWorth) [best, bestWorth] = [index, worth];
    }
    const [item] = contenders.splice(best, 1);
    if (!item) break;
    files.set(fileOf(item), (files.get(fileOf(item)) ?? 0) + 1);
    kinds.set(item.kind, (kinds.get(item.kind) ?? 0) + 1);
    ranked.push(item);
  }
  return [...ranked, ...sorted.slice(mostContenders)];
}

const mostContenders = 60;
