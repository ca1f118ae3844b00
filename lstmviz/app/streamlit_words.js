// @ts-check
// Streamlit's own words, said in the visitor's language: Streamlit has English alone.
//
// Its words are known by what they say, wherever they come up; one that another
// version of it says otherwise stays English.

/** For the catalogue. @param {string} text */
const mark = (text) => text;

const WORDS = [
  mark("Upload"),
  mark("{size} per file"),
  mark("{size} per file • {types}"),
  mark("Drag and drop a file here"),
  mark("File must be {size} or smaller."),
  mark("{type} files are not allowed."),
  mark("Add files"),
  mark("Remove {file}"),
  mark("Press Enter to apply"),
  mark("Press {key}+Enter to apply"),
  mark("Choose an option"),
  mark("No results"),
  mark("Open"),
  mark("Clear value"),
  mark("Increment"),
  mark("Decrement"),
  mark("Skip to main content"),
  mark("Link to heading"),
  mark("App pages"),
  mark("Main menu"),
  mark("Theme"),
  mark("System"),
  mark("Light"),
  mark("Dark"),
  mark("Print"),
  mark("Record screen"),
  mark("Running..."),
  mark("Stop"),
];
const ALOUD = ["aria-label", "placeholder", "title"];
const VALUE = /\{(\w+)\}/g;

let spoken = "en";
/** @type {(said: string) => string} */
let instead = (said) => said;
/** @type {MutationObserver | null} */ let watching = null;

/** Say them in a language from now on.
 * @param {string} language */
export async function speak(language) {
  if (language === spoken) return;
  const [before, now] = await Promise.all([spoken, (spoken = language)].map(wordsIn));
  if (spoken !== language) return; // another was chosen meanwhile
  instead = insteadOf(WORDS.flatMap((_, at) => [WORDS, before].map((words) => [words[at], now[at]])));
  translate(document.body);
  watching ??= new MutationObserver((changes) =>
    changes.forEach(({ addedNodes }) => addedNodes.forEach(translate)),
  );
  watching.observe(document.body, { childList: true, subtree: true });
}

/** Streamlit's words in a language; English where its file does not come.
 * @param {string} language
 * @returns {Promise<string[]>} */
async function wordsIn(language) {
  if (language === "en") return WORDS;
  const file = new URL(`lib/languages/${language}.json`, document.baseURI);
  const { texts } = await fetch(file)
    .then((found) => found.json())
    .catch(() => ({ texts: {} }));
  return WORDS.map((word) => texts[word]?.[0] ?? word);
}

/** What is said in place of each of these words, and of all else as it is; {values} stay what they are.
 * @param {string[][]} words pairs
 * @returns {(said: string) => string} */
export function insteadOf(words) {
  const plain = new Map(/** @type {[string, string][]} */ (words));
  const filled = words
    .filter(([from]) => from.includes("{"))
    .map(([from, to]) => ({ from: pattern(from), to: to.replace(VALUE, "$<$1>") }));
  return (said) => {
    const rule = filled.find(({ from }) => from.test(said));
    return plain.get(said) ?? (rule ? said.replace(rule.from, rule.to) : said);
  };
}

/** @param {string} text */
const pattern = (text) => new RegExp(`^${text.replace(/[.+]/g, "\\$&").replace(VALUE, "(?<$1>.+)")}$`);

/** @param {Node} root */
function translate(root) {
  const inside = document.createTreeWalker(root);
  for (let node = /** @type {Node | null} */ (root); node; node = inside.nextNode()) {
    if (node instanceof Text && instead(node.data) !== node.data) node.data = instead(node.data);
    if (node instanceof Element) translateAloud(node);
  }
}

/** @param {Element} element */
function translateAloud(element) {
  for (const name of ALOUD) {
    const said = element.getAttribute(name);
    if (said && instead(said) !== said) element.setAttribute(name, instead(said));
  }
}
