/** Words that say of a value that it stands for another one. */
const SAYS_SO =
  /your|example|sample|placeholder|change[-_ ]?(?:me|this|it)|replace|redact|removed|hidden|masked|dummy|fake|insert|goes[-_ ]?here|to[-_ ]?do\b|fix[-_]?me|secret[-_ ]?here|\b(?:put|enter|add|paste|set)[-_ ]|not[-_ ]?(?:a[-_ ]?)?real|lorem|foo[-_ ]?bar|(?<![a-z0-9])x{3}|x{5}|\?\?\?|\*\*\*|\.\.\.|…|•••|●●|___|---|###/iu;

/** What is written in code or in a template where the value is filled in later. */
const IS_FILLED_IN = new RegExp(
  [
    // The whole of it: <token>, [REDACTED], (none), {key}, %KEY%, $KEY, @key, %s
    String.raw`^<[A-Za-z_][\w .-]*>?$|^\[.{1,80}\]$|^\(.{1,80}\)$|^\{.{1,80}\}$|^%[^%]{1,60}%$|^\$[A-Za-z_]\w*$|^@[A-Za-z]\w*$|^%[sdv]$`,
    // Its beginning, where blanks cut off the rest: ${{ secrets.X }}, $(pass show x), {{ x }}
    String.raw`^\$?\{\{|^\$[({]|^@\{`,
    // Anywhere in it: ${KEY}, {{key}}, #{key}, <%= key %>, %(key)s, {key_name}
    String.raw`\$\{[\w.:-]{1,60}\}|\{\{[^{}]{1,80}\}\}|#\{[\w.]{1,60}\}|<%.{1,80}%>|%\([A-Za-z_]\w{0,40}\)s|\{[A-Za-z_][A-Za-z_.]{1,40}\}`,
  ].join('|'),
  'u',
);

/** Read from somewhere else, in the languages people use. */
const IS_READ =
  /^(?:process\.env|import\.meta|os\.(?:environ|getenv)|env[.[(]|ENV[[.]|getenv|System\.|std::env|config[.[]|settings[.[]|secrets?[.[]|vars?\.|vault[:.]|keyring|op:\/\/|ssm:|arn:|projects\/|file:|https?:\/\/[^:@]*$|null$|nil$|none$|undefined$|true$|false$|self[.[]|this[.[]|new |await |async |func |function |lambda |!Ref|!Sub|!vault|data\.|local\.|module\.|var\.|each\.|args[.[]|argv|options?[.[]|opts[.[]|req(?:uest)?[.[]|params?[.[]|ctx[.[]|input[.(])/iu;

/** Passwords and keys that stand in so many examples that they open nothing. */
const NOBODYS = new Set(
  `password passwd pass pwd passw0rd p@ssw0rd p@ssword pa$$word pa55word password1 password12 password123 password1234
  passphrase passwort contraseña motdepasse mypassword mypass mypwd mysecretpassword my-secret-pw my-secret-password
  secretpassword supersecret supersecretpassword topsecret secret secrets secret123 mysecret my-secret
  verysecret secretkey secret-key secret_key mysecretkey my-secret-key thisisasecret
  token mytoken my-token accesstoken access_token access-token authtoken auth_token sometoken faketoken
  apikey api_key api-key myapikey my-api-key key mykey my-key somekey keyboard
  admin administrator admin123 adminadmin root toor user username guest test tests test123 test1234 testing tester
  testpass testpassword testtest demo demo123 default none null nil empty blank unset unknown undefined
  postgres mysql mongo mongodb redis rabbitmq guest123 sa oracle tiger minioadmin minio123 neo4j elastic grafana
  changeit letmein welcome welcome1 hello hello123 qwerty qwerty123 qwertyuiop asdf asdfgh abc abc123 abcd1234 abcdef
  123 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 000000 111111
  foo bar baz qux foobar foobarbaz foo123 bar123 string value text bearer basic digest oauth oauth2 jwt saml
  required optional enabled disabled yes no on off hunter2 iloveyou dragon monkey sunshine tbd`.split(
    /\s+/u,
  ),
);

const ONE_CHARACTER = /^(.)\1*$/u;

/** `12345678`, `abcdefgh`, `0123456789abcdef`: eight or more upwards, and a good part of the whole. */
function countsUp(value: string): boolean {
  const many = Math.max(7, value.length / 4);
  let steps = 0;
  for (let at = 1; at < value.length; at += 1) {
    const step = value.charCodeAt(at) - value.charCodeAt(at - 1);
    const wraps = value[at] === '0' && value[at - 1] === '9';
    steps = step === 1 || wraps ? steps + 1 : 0;
    if (steps >= many) return true;
  }
  return false;
}

/** Long random text holds short words by chance, so only long ones count. */
const SAMPLE_TOKEN =
  /your[-_a-z]|example|sample|placeholder|change_?me|redacted|dummy|x{5}|\*{3}|\.{3}/iu;
const SAME_SEVEN_TIMES = /(.)\1{6}/u;

/** Whether a token's own characters say that it is nobody's: `AKIAIOSFODNN7EXAMPLE`, `ghp_xxxx…`. */
export function isSampleToken(token: string): boolean {
  return SAMPLE_TOKEN.test(token) || SAME_SEVEN_TIMES.test(token) || countsUp(token);
}

/** Whether something else is to stand there: `${TOKEN}`, `<token>`. */
export function isFilledIn(value: string): boolean {
  return IS_FILLED_IN.test(value);
}

/** Whether what stands where a secret would stand is a stand-in, or is read from elsewhere. */
export function isPlaceholder(value: string): boolean {
  return (
    NOBODYS.has(value.toLowerCase()) ||
    ONE_CHARACTER.test(value) ||
    SAYS_SO.test(value) ||
    IS_FILLED_IN.test(value) ||
    IS_READ.test(value) ||
    countsUp(value)
  );
}
