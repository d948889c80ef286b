import { ByteReader } from './byteReader.js';
import { knownClass } from './knownClasses.js';
import { LIMITS } from './limits.js';
import { PickleMachine } from './pickleMachine.js';
import { OPCODES, opcodeName } from './pickleOpcodes.js';
import {
  Buildable,
  ClassReference,
  type KnownClass,
  PickleDict,
  PickleList,
  PickleSet,
  PickleTuple,
} from './pickleValues.js';
import { UnreadableModel } from './unreadableModel.js';

type Operation = (machine: PickleMachine, bytes: ByteReader) => void;

/** Bytes of a module's or class's name; the longest known one has 37. */
const LONGEST_NAME = 200;

/** What the opcodes do that occur in protocols 2 to 5. All others are refused. */
const OPERATIONS = new Map<number, Operation>([
  [OPCODES.NONE, (machine) => machine.push(null)],
  [OPCODES.NEWTRUE, (machine) => machine.push(true)],
  [OPCODES.NEWFALSE, (machine) => machine.push(false)],
  [OPCODES.BININT, (machine, bytes) => machine.push(bytes.int32())],
  [OPCODES.BININT1, (machine, bytes) => machine.push(bytes.uint8())],
  [OPCODES.BININT2, (machine, bytes) => machine.push(bytes.uint16())],
  [OPCODES.LONG1, (machine, bytes) => machine.push(integer(bytes, bytes.uint8()))],
  [OPCODES.LONG4, (machine, bytes) => machine.push(integer(bytes, bytes.uint32()))],
  [OPCODES.BINFLOAT, (machine, bytes) => machine.push(bytes.float64BigEndian())],
  [OPCODES.SHORT_BINUNICODE, (machine, bytes) => machine.push(bytes.text(bytes.uint8()))],
  [OPCODES.BINUNICODE, (machine, bytes) => machine.push(text(bytes, bytes.uint32()))],
  [OPCODES.SHORT_BINBYTES, (machine, bytes) => machine.push(bytes.take(bytes.uint8()))],
  [OPCODES.BINBYTES, (machine, bytes) => machine.push(bytes.take(bytes.uint32()))],
  [OPCODES.BYTEARRAY8, (machine, bytes) => machine.push(bytes.take(bytes.uint64()))],

  [OPCODES.MARK, (machine) => machine.mark()],
  [OPCODES.EMPTY_TUPLE, (machine) => machine.push(new PickleTuple([]))],
  [OPCODES.TUPLE1, (machine) => machine.push(new PickleTuple(machine.popMany(1)))],
  [OPCODES.TUPLE2, (machine) => machine.push(new PickleTuple(machine.popMany(2)))],
  [OPCODES.TUPLE3, (machine) => machine.push(new PickleTuple(machine.popMany(3)))],
  [OPCODES.TUPLE, (machine) => machine.push(new PickleTuple(machine.popToMark()))],
  [OPCODES.EMPTY_LIST, (machine) => machine.push(new PickleList())],
  [OPCODES.APPEND, (machine) => addItems(machine.popMany(1), machine.top(), PickleList)],
  [OPCODES.APPENDS, (machine) => addItems(machine.popToMark(), machine.top(), PickleList)],
  [OPCODES.EMPTY_SET, (machine) => machine.push(new PickleSet())],
  [OPCODES.ADDITEMS, (machine) => addItems(machine.popToMark(), machine.top(), PickleSet)],
  [OPCODES.FROZENSET, (machine) => machine.push(new PickleSet(machine.popToMark()))],
  [OPCODES.EMPTY_DICT, (machine) => machine.push(new PickleDict())],
  [OPCODES.SETITEM, (machine) => setItems(machine.popMany(2), machine.top())],
  [OPCODES.SETITEMS, (machine) => setItems(machine.popToMark(), machine.top())],

  [OPCODES.MEMOIZE, (machine) => machine.memoize()],
  [OPCODES.BINPUT, (machine, bytes) => machine.memoize(bytes.uint8())],
  [OPCODES.LONG_BINPUT, (machine, bytes) => machine.memoize(bytes.uint32())],
  [OPCODES.BINGET, (machine, bytes) => machine.recall(bytes.uint8())],
  [OPCODES.LONG_BINGET, (machine, bytes) => machine.recall(bytes.uint32())],

  [OPCODES.GLOBAL, (machine, bytes) => machine.push(named(line(bytes), line(bytes)))],
  [OPCODES.STACK_GLOBAL, (machine) => machine.push(named(...twoOf(machine)))],
  [OPCODES.REDUCE, (machine) => machine.push(called(...twoOf(machine)))],
  [OPCODES.NEWOBJ, (machine) => machine.push(instantiated(...twoOf(machine)))],
  [OPCODES.BUILD, (machine, bytes) => machine.push(built(...twoOf(machine), bytes))],
  [OPCODES.FRAME, (_machine, bytes) => checkFrame(bytes.uint64(), bytes)],
]);

/**
 * Reads a pickle of protocol 2 to 5 as joblib writes it, with raw array blocks inside. Takes time and
 * memory linear in its size; nothing it names is imported or called.
 *
 * @throws UnreadableModel with the offset of the opcode it stumbled over
 */
export function readPickle(content: Uint8Array): unknown {
  const bytes = new ByteReader(content);
  const machine = new PickleMachine();
  let at = 0;
  try {
    checkProtocol(bytes);
    for (let count = 0; count < LIMITS.operations; count++) {
      at = bytes.position;
      const opcode = bytes.uint8();
      if (opcode === OPCODES.STOP) return finished(machine, bytes);
      const operation = OPERATIONS.get(opcode);
      if (operation === undefined) {
        throw new UnreadableModel(`uses the pickle opcode ${opcodeName(opcode)}`);
      }
      operation(machine, bytes);
    }
    throw new UnreadableModel(`has more than ${LIMITS.operations} operations`);
  } catch (error) {
    if (!(error instanceof UnreadableModel)) throw error;
    throw new UnreadableModel(error.what, { offset: at, remedy: error.remedy, cause: error });
  }
}

function checkProtocol(bytes: ByteReader): void {
  if (bytes.remaining < 2 || bytes.uint8() !== OPCODES.PROTO) {
    throw new UnreadableModel('does not begin as a file of joblib does');
  }
  const protocol = bytes.uint8();
  if (protocol < 2 || protocol > 5) throw new UnreadableModel(`has pickle protocol ${protocol}`);
}

function finished(machine: PickleMachine, bytes: ByteReader): unknown {
  if (bytes.remaining > 0) throw new UnreadableModel('goes on after its end');
  return machine.result();
}

function checkFrame(length: number, bytes: ByteReader): void {
  if (length > bytes.remaining) throw new UnreadableModel('ends before it is complete');
}

/** The lowest byte first, in two's complement; a bigint where a number cannot hold it. */
function integer(bytes: ByteReader, length: number): number | bigint {
  if (length > LIMITS.integerBytes) {
    throw new UnreadableModel(`holds a whole number of ${length} bytes`);
  }
  const digits = Buffer.from(bytes.take(length)).reverse().toString('hex');
  const value = BigInt.asIntN(8 * length, BigInt(`0x0${digits}`));
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

function text(bytes: ByteReader, length: number): string {
  if (length > LIMITS.stringBytes) throw new UnreadableModel(`holds a string of ${length} bytes`);
  return bytes.text(length);
}

function line(bytes: ByteReader): string {
  return bytes.line(LONGEST_NAME);
}

function twoOf(machine: PickleMachine): [unknown, unknown] {
  const second = machine.pop();
  return [machine.pop(), second];
}

function addItems(
  items: readonly unknown[],
  container: unknown,
  type: typeof PickleList | typeof PickleSet,
): void {
  if (!(container instanceof type)) throw new UnreadableModel('adds items to no list or set');
  for (const item of items) container.items.push(item);
}

function setItems(pairs: readonly unknown[], container: unknown): void {
  if (!(container instanceof PickleDict) || pairs.length % 2 !== 0) {
    throw new UnreadableModel('sets items of no dictionary');
  }
  for (let at = 0; at < pairs.length; at += 2) container.set(pairs[at], pairs[at + 1]);
}

function named(module: unknown, name: unknown): ClassReference {
  if (typeof module !== 'string' || typeof name !== 'string') {
    throw new UnreadableModel('names a class by something that is not text');
  }
  const found = knownClass(module, name);
  if (found !== undefined) return new ClassReference(found);
  const fullName = `${module.slice(0, LONGEST_NAME)}.${name.slice(0, LONGEST_NAME)}`;
  throw new UnreadableModel(`names ${fullName}, which is no part of such a model`);
}

function called(callee: unknown, args: unknown): unknown {
  const known = knownOf(callee);
  if (known.call === undefined || !(args instanceof PickleTuple)) {
    throw new UnreadableModel(`calls ${known.name}`);
  }
  return known.call(args.items);
}

function instantiated(callee: unknown, args: unknown): Buildable {
  const known = knownOf(callee);
  const hasNone = args instanceof PickleTuple && args.items.length === 0;
  if (known.instantiate === undefined || !hasNone) {
    throw new UnreadableModel(`makes a ${known.name}`);
  }
  return known.instantiate();
}

function built(target: unknown, state: unknown, bytes: ByteReader): unknown {
  if (target instanceof Buildable) return target.build(state, bytes);
  throw new UnreadableModel('gives content to something that takes none');
}

function knownOf(value: unknown): KnownClass {
  if (value instanceof ClassReference) return value.known;
  throw new UnreadableModel('calls something that is no class');
}
