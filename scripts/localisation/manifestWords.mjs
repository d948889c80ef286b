// The words of package.json that people read, found by where they stand.

/** Fields that hold words for people (not `modelDescription`), below `contributes`; a name of what they belong to comes before them in the key. */
const WORDS = new Set([
  'altText',
  'contents',
  'contextualTitle',
  'description',
  'deprecationMessage',
  'displayName',
  'enumDescriptions',
  'enumItemLabels',
  'label',
  'markdownDescription',
  'markdownEnumDescriptions',
  'name',
  'placeholder',
  'shortTitle',
  'title',
  'userDescription',
]);
/** The product's own name is the same in every language. */
const NOT_TRANSLATED = new Set(['CodeLumi']);
/** Where `name` is an identifier. */
const IDENTIFIERS = new Set(['languageModelTools', 'problemMatchers', 'taskDefinitions']);
/** What a list's members are told apart by, in the order it is looked for. */
const NAMES = ['command', 'id', 'view', 'name', 'type'];

/**
 * Takes the words out of a manifest: each is replaced by `%key%`.
 * @param {any} manifest of VS Code, as parsed; changed in place
 * @param {Readonly<Record<string, string>>} before words that were taken out earlier, by key
 * @returns {Record<string, string>} all words by key, in the order they stand in
 */
export function takeWords(manifest, before) {
  /** @type {Record<string, string>} */
  const words = {};

  /** @param {string} text @param {string} key */
  const take = (text, key) => {
    if (text.startsWith('%') && text.endsWith('%')) {
      const known = text.slice(1, -1);
      if (before[known] === undefined) throw new Error(`package.nls.json has no ${known}`);
      words[known] = before[known];
      return text;
    }
    if (NOT_TRANSLATED.has(text)) return text;
    let free = key;
    for (let count = 2; words[free] !== undefined || before[free] !== undefined; count += 1)
      free = `${key}.${count}`;
    words[free] = text;
    return `%${free}%`;
  };

  /** An input schema's words are for models. @param {string} field @param {readonly string[]} path */
  const isWord = (field, path) =>
    WORDS.has(field) &&
    !path.includes('inputSchema') &&
    !(field === 'name' && path.some((part) => IDENTIFIERS.has(part)));

  /** @param {any} value @param {readonly string[]} path where it stands @param {boolean} word */
  const walk = (value, path, word) => {
    if (typeof value === 'string') return word ? take(value, path.join('.')) : value;
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value))
      return value.map((each, index) => walk(each, [...path, nameOf(each, index)], word));
    for (const [field, each] of Object.entries(value))
      value[field] = walk(each, [...path, field], isWord(field, path));
    return value;
  };

  for (const field of ['displayName', 'description'])
    manifest[field] = take(manifest[field], field);
  walk(manifest.capabilities, ['capabilities'], false);
  const { menus: _menus, keybindings: _keys, ...contributes } = manifest.contributes;
  Object.assign(manifest.contributes, walk(contributes, [], false));
  return words;
}

/** @param {any} member @param {number} index */
function nameOf(member, index) {
  const name = NAMES.map((each) => member?.[each]).find((each) => typeof each === 'string');
  if (name === undefined || name.startsWith('%')) return String(index);
  return name.replace(/^codelumi\./u, '');
}
