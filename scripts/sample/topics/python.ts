import type { Topic } from './topic.js';

export const python: readonly Topic[] = [
  {
    key: 'py-venv',
    title: 'Create a virtual environment',
    ask: 'How do I create a virtual environment in Python?',
    also: [
      'python venv activate',
      'isolate packages per project',
      'externally-managed-environment error pip',
      'set up a private package folder for one project',
    ],
    answer:
      'Run `python3 -m venv .venv`, then `source .venv/bin/activate` (Windows: `.venv\\Scripts\\activate`). Install with `python -m pip install …` so that it is certainly that environment’s pip.',
  },
  {
    key: 'py-mutable-default',
    title: 'Mutable default argument',
    ask: 'Why does my default list keep values between calls?',
    also: [
      'mutable default argument python',
      'list parameter remembers old items',
      'def f(x=[]) strange behaviour',
      'a function argument grows from call to call',
    ],
    answer:
      'The default is created once, when `def` runs. Use `None` as the default and make the list inside: `def add(x, items=None): items = [] if items is None else items`.',
  },
  {
    key: 'py-dataclass',
    title: 'Dataclasses',
    ask: 'When should I use a dataclass?',
    also: [
      'dataclass vs dict',
      'python dataclass frozen',
      'write less boilerplate for classes with fields',
      'simple record type with named fields',
    ],
    answer:
      'Use it for plain data with named fields: `@dataclass(frozen=True, slots=True)` writes `__init__`, `__repr__` and `__eq__` for you, and frozen ones can be dictionary keys. Use `field(default_factory=list)` for mutable defaults.',
  },
  {
    key: 'py-generator',
    title: 'List comprehension or generator',
    ask: 'What is the difference between a list comprehension and a generator expression?',
    also: [
      'generator vs list python',
      'sum of a huge range uses too much memory',
      'round brackets comprehension',
      'produce values lazily instead of all at once',
    ],
    answer:
      '`[f(x) for x in xs]` builds the whole list; `(f(x) for x in xs)` yields one value at a time and can be used only once. Use the generator for `sum`, `any` and large inputs, the list when you need `len` or a second pass.',
  },
  {
    key: 'py-pytest-fixture',
    title: 'pytest fixtures',
    ask: 'How do I share set-up code between pytest tests?',
    also: [
      'pytest fixture example',
      'conftest.py what is it',
      'teardown after test pytest',
      'prepare and clean something for many tests',
    ],
    answer:
      'Write a fixture and name it as a parameter:\n```python\n@pytest.fixture\ndef db(tmp_path):\n    conn = connect(tmp_path / "t.db")\n    yield conn\n    conn.close()\n```\nCode after `yield` is the clean-up. Put shared ones in `conftest.py`.',
  },
  {
    key: 'py-csv',
    title: 'Read a CSV file',
    ask: 'How do I read a CSV file in Python without pandas?',
    also: [
      'python csv DictReader',
      'csv has blank lines on windows',
      'parse comma separated file',
      'go through table rows by column name, standard library only',
    ],
    answer:
      'Use `csv.DictReader`: `with open("data.csv", newline="", encoding="utf-8-sig") as f: rows = list(csv.DictReader(f))`. `newline=""` avoids blank lines on Windows, and `utf-8-sig` removes the BOM that Excel writes.',
  },
  {
    key: 'py-logging',
    title: 'Logging instead of print',
    ask: 'How do I set up logging in a small Python program?',
    also: [
      'python logging basicConfig',
      'print vs logging',
      'log messages do not appear',
      'write timestamps and levels to the console',
    ],
    answer:
      'Once, in the entry point: `logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")`. In each module: `log = logging.getLogger(__name__)` and `log.info("read %d rows", n)`, which formats only if the level is on.',
  },
  {
    key: 'py-pathlib',
    title: 'Paths with pathlib',
    ask: 'How do I build file paths that work on Windows and Linux in Python?',
    also: [
      'pathlib join',
      'os.path or pathlib',
      'backslash problem in python path',
      'combine folders and file names in a portable way',
    ],
    answer:
      'Use `pathlib`: `path = Path(__file__).parent / "data" / "input.json"`; the slash operator joins. `path.read_text(encoding="utf-8")` reads it, `Path.home()` and `Path.cwd()` give the usual roots.',
  },
  {
    key: 'py-asyncio-run',
    title: 'Start asyncio code',
    ask: 'How do I run several coroutines at once in Python?',
    also: [
      'asyncio gather example',
      'coroutine was never awaited',
      'TaskGroup vs gather',
      'start concurrent awaits and collect what they return',
    ],
    answer:
      'Use a task group (Python 3.11+): `async with asyncio.TaskGroup() as tg: a = tg.create_task(load(1)); b = tg.create_task(load(2))`, and start the program with `asyncio.run(main())`. If one task fails, the others are cancelled; `gather` does not do that.',
  },
  {
    key: 'py-requirements',
    title: 'Pin dependencies',
    ask: 'How do I pin Python dependencies?',
    also: [
      'pip freeze requirements',
      'pyproject dependencies vs requirements.txt',
      'reproducible python install',
      'same package versions on every machine',
    ],
    answer:
      'Declare ranges in `pyproject.toml` and generate exact versions from them with a lock tool, for example `pip-compile --generate-hashes` or `uv lock`. `pip freeze` also works, but mixes your dependencies with theirs.',
  },
];
