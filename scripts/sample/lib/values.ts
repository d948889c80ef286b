/**
 * Planted personal data and secrets. All of it is fictional: made-up names and domains, telephone
 * numbers reserved for drama, published test cards. Secrets are put together from parts, so that
 * no scanner trips over this source; only the generated logs hold them whole.
 */
const join = (...parts: string[]): string => parts.join('');

export const personal = {
  email: 'marta.holm@northwind-labs.dev',
  emailPlus: 'piotr.zielak+builds@brightforge-works.io',
  emailQuestion: 'renske.vandijk@kadeweg-winkel.nl',
  emailUser: 'tomas.ferreira@lagoa-soft.pt',
  emailKb: 'support-lead.ines@harborstack-ops.dev',
  phoneUk: '+44 20 7946 0958',
  phoneUs: '+1 202-555-0143',
  phoneUser: '+44 1632 960 772',
  card: '4111 1111 1111 1111',
  cardUser: '5555 5555 5555 4444',
  name: 'Marta Holm',
  nameUser: 'Desmond Achterberg',
  homeLinux: '/home/pzielak/projects/forge-api',
  homeWindows: 'C:\\Users\\renske.vandijk\\source\\shop',
} as const;

export const secrets = {
  github: join('gh', 'p_', 'k7QmZ2xVb9', 'LtR4wYc8Ns', 'D1fHj6Pq0A', 'eUg3Mo'),
  aws: join('AK', 'IA', 'Q3ZX7M', 'KD5W', 'LP2VHT'),
  jwt: [
    join('eyJhbGciOi', 'JIUzI1NiIsInR5cCI6IkpXVCJ9'),
    join('eyJzdWIiOiI4', 'MTIzIiwicm9sZSI6ImFkbWluIn0'),
    join('q8Wn2LkV5', 'tYx0RbZ7cJd3MfGh1PsA4uEo6Ti9Kl-vXw'),
  ].join('.'),
  databaseUrl: join('postgres', '://shop_rw:', 'vT9-mq2Lr8Zk', '@db7.kadeweg-winkel.nl:5432/shop'),
  slack: join('xo', 'xb-', '293847561023-4455667788991-', 'Zr8KqWm3TyVb1NcXd6LfPa0e'),
} as const;
