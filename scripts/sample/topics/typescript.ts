import type { Topic } from './topic.js';

export const typescript: readonly Topic[] = [
  {
    key: 'ts-unknown-any',
    title: 'unknown instead of any',
    ask: 'When should I use unknown instead of any in TypeScript?',
    also: [
      'any vs unknown',
      'is unknown safer than any?',
      'typing the result of JSON.parse',
      'type for a value I know nothing about yet',
    ],
    answer:
      'Use `unknown` for values you have not checked yet: the compiler makes you narrow it with `typeof`, `instanceof` or a schema before use. `any` switches checking off for everything it touches, so keep it out of new code.',
    wrong: 'Use `any` for unchecked values: `unknown` turns off type checking completely.',
  },
  {
    key: 'ts-discriminated-union',
    title: 'Discriminated unions',
    ask: 'How do I narrow a union type by one of its fields?',
    also: [
      'discriminated union example',
      'typescript does not know which variant it is',
      'switch on kind field',
      'let the compiler pick the variant from a tag property',
    ],
    answer:
      'Give each variant a literal tag and test it:\n```ts\ntype Shape = { kind: "circle"; r: number } | { kind: "square"; side: number };\nconst area = (s: Shape) => (s.kind === "circle" ? Math.PI * s.r ** 2 : s.side ** 2);\n```\nInside each branch TypeScript knows the exact variant.',
  },
  {
    key: 'ts-satisfies',
    title: 'The satisfies operator',
    ask: 'What is the satisfies operator good for?',
    also: [
      'satisfies vs type annotation',
      'typescript satisfies example',
      'check an object but keep its literal types',
      'validate a config constant without widening it',
    ],
    answer:
      '`const routes = { home: "/" } satisfies Record<string, string>` checks the object against the type but keeps the narrow inferred type, so `routes.home` is known and `routes.hme` is an error. An annotation would widen it to `Record<string, string>`.',
  },
  {
    key: 'ts-unchecked-index',
    title: 'Array access may be undefined',
    ask: 'Why is array[0] typed as possibly undefined?',
    also: [
      'noUncheckedIndexedAccess makes everything undefined',
      'Object is possibly undefined when indexing an array',
      'how to deal with T | undefined from index access',
      'reading an element by position complains about undefined',
    ],
    answer:
      'Because `noUncheckedIndexedAccess` is on: an index may be out of range. Test the value (`const first = list[0]; if (first) …`), use `for…of`, or give a default with `??`. Avoid `!` unless the line before proves it.',
  },
  {
    key: 'ts-import-type',
    title: 'import type',
    ask: 'When do I need "import type"?',
    also: [
      'verbatimModuleSyntax error import type',
      'difference between import and import type',
      'TS1484 is a type and must be imported using a type-only import',
      'mark an import that vanishes at run time',
    ],
    answer:
      'Use `import type { User } from "./user.js"` when you need only types: the import is erased from the output. With `verbatimModuleSyntax` it is required, because the compiler no longer guesses which imports can be dropped.',
  },
  {
    key: 'ts-untyped-package',
    title: 'A package without types',
    ask: 'How do I use a package that has no type definitions?',
    also: [
      'Could not find a declaration file for module',
      'TS7016 no types',
      'write d.ts for untyped library',
      'silence the missing declaration error properly',
    ],
    answer:
      'Look for `@types/name` first. Otherwise add `types/name.d.ts` with `declare module "name" { export function run(input: string): void; }` covering just what you use, and make sure the folder is in the `include` of your tsconfig.',
  },
  {
    key: 'ts-exhaustive',
    title: 'Exhaustive switch',
    ask: 'How do I make TypeScript complain when a switch misses a case?',
    also: [
      'exhaustive check never',
      'compiler error for unhandled enum value',
      'assertNever pattern',
      'be warned when a new variant is not handled',
    ],
    answer:
      'Assign the value to `never` in the default branch: `default: { const missing: never = shape; throw new Error(String(missing)); }`. As soon as a variant is added, that line stops compiling.',
  },
  {
    key: 'ts-as-const',
    title: 'Union type from an array',
    ask: 'How do I derive a union type from an array of strings?',
    also: [
      'as const array to union',
      'typeof roles[number]',
      'avoid writing the strings twice in type and value',
      'get a type out of a constant list',
    ],
    answer:
      'Freeze the array with `as const` and index it: `const roles = ["admin", "editor"] as const; type Role = (typeof roles)[number];`. The list stays available at run time, for example for a validation.',
  },
  {
    key: 'ts-paths',
    title: 'Path aliases fail at run time',
    ask: 'Why do my tsconfig path aliases fail at run time?',
    also: [
      'Cannot find module @/utils after tsc',
      'paths alias works in editor but not in node',
      'tsconfig paths node error',
      'alias imports are not rewritten in the output',
    ],
    answer:
      '`paths` only tells the type checker where to look; `tsc` does not rewrite imports. Use `"imports": { "#utils/*": "./dist/utils/*.js" }` in `package.json`, which Node understands, or let a bundler resolve the alias.',
    wrong:
      '`tsc` rewrites path aliases itself as soon as `baseUrl` is set, so no other tool is needed.',
  },
  {
    key: 'ts-project-references',
    title: 'Project references',
    ask: 'How do I speed up tsc in a repository with several packages?',
    also: [
      'tsc slow monorepo',
      'typescript project references setup',
      'incremental build with tsc -b',
      'compile only the parts that changed',
    ],
    answer:
      'Split it into projects with `"composite": true`, list the dependencies in `references`, and build with `tsc -b`. Only projects whose inputs changed are checked again. Keep the `.tsbuildinfo` files in the CI cache.',
  },
  {
    key: 'ts-generic-constraint',
    title: 'Constrain a generic',
    ask: 'How do I say that a generic type must have a certain property?',
    also: [
      'generic extends object with id',
      'Property id does not exist on type T',
      'constraint on type parameter',
      'accept any shape as long as it has a given field',
    ],
    answer:
      'Use `extends`: `function byId<T extends { id: string }>(items: readonly T[]) { return new Map(items.map((i) => [i.id, i])); }`. The caller’s full type is kept, so the map holds `T`, not just `{ id }`.',
  },
  {
    key: 'ts-utility-types',
    title: 'Partial, Pick and Omit',
    ask: 'How do I make a type with only some fields of another type?',
    also: [
      'Pick vs Omit',
      'type with optional fields for update',
      'typescript subset of interface',
      'reuse an interface but leave some properties out',
    ],
    answer:
      '`Pick<User, "id" | "name">` keeps the named fields, `Omit<User, "password">` drops some, `Partial<User>` makes all optional. They combine: `Partial<Omit<User, "id">>` is a good type for an update.',
  },
];
