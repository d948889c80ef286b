/** Networks that are nobody's: first address and prefix length (IANA special-purpose registries, RFC 6890). */
const NETWORKS: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carriers' own
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 3], // multicast, reserved, broadcast and net masks
];

/** Resolvers that everybody names, and what people type when they mean any address. */
const EVERYBODYS = new Set(
  (
    '1.1.1.1 1.0.0.1 1.1.1.2 1.1.1.3 8.8.8.8 8.8.4.4 9.9.9.9 149.112.112.112 208.67.222.222 208.67.220.220 ' +
    '4.2.2.1 4.2.2.2 64.6.64.6 94.140.14.14 168.63.129.16 1.2.3.4 1.2.3.5 2.3.4.5 4.3.2.1 5.6.7.8 9.8.7.6 ' +
    '11.22.33.44 12.34.56.78 2.2.2.2 3.3.3.3 4.4.4.4 5.5.5.5 6.6.6.6 7.7.7.7 123.123.123.123 111.111.111.111 ' +
    '123.45.67.89 99.99.99.99'
  ).split(' '),
);

const MASKS = NETWORKS.map(([address, length]) => {
  const shift = 32 - length;
  return { shift, prefix: bitsOf(address.split('.').map(Number)) >>> shift };
});

/** Whether an address, given as four numbers, can identify nobody. `a.b.0.0` is a network. */
export function isNobodysIpv4(parts: readonly number[]): boolean {
  const bits = bitsOf(parts);
  if (MASKS.some(({ shift, prefix }) => bits >>> shift === prefix)) return true;
  return (parts[2] === 0 && parts[3] === 0) || EVERYBODYS.has(parts.join('.'));
}

function bitsOf(parts: readonly number[]): number {
  return parts.reduce((bits, part) => ((bits << 8) | part) >>> 0, 0);
}

/** Resolvers, as the first and the last groups of their addresses. */
const RESOLVERS_V6 = [
  '2001:4860:4860',
  '2606:4700:4700',
  '2620:fe:0',
  '2620:119:35',
  '2620:119:53',
];

/** The same for an address of eight groups: only 2000::/3 is given out, and parts of it are not. */
export function isNobodysIpv6(groups: readonly number[]): boolean {
  const [first = 0, second = 0] = groups;
  if (first < 0x2000 || first > 0x3fff) return true;
  if (first === 0x2001 && (second === 0xdb8 || second < 0x200)) return true; // documentation, protocols
  if (first === 0x3fff && second < 0x1000) return true; // documentation
  if (groups.slice(3).every((group) => group === 0)) return true; // a network
  const network = groups
    .slice(0, 3)
    .map((group) => group.toString(16))
    .join(':');
  return RESOLVERS_V6.includes(network);
}
