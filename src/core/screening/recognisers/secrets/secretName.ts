/**
 * What a name says about the value beside it: `password` (chosen by a person, may be short), `key` (made by a
 * machine), or undefined (nothing secret).
 */
export type SecretKind = 'password' | 'key' | undefined;

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

const PASSWORD = words(
  'password passwd passwort passphrase passcode pass pwd pw psw pswd passw passe psk senha contraseña kennwort requirepass masterauth storepass keypass userpass dbpass rootpass adminpass sshpass mypass pgpass contrasena motdepasse senha wachtwoord',
);
const PASSWORD_ENDING =
  /(?:password|passwd|passphrase|passwort|kennwort|contraseña|motdepasse|wachtwoord)$/u;

const KEY = words(
  'secret secrets token apikey apikeys credential credentials creds authtoken accesstoken apitoken secretkey accesskey privatekey authkey masterkey signingkey encryptionkey apisecret clientsecret appsecret bearer sharedkey sastoken pat webhooksecret',
);
const KEY_ENDING = /(?:secret|token|apikey|secretkey|accesskey|privatekey|authkey|accountkey)$/u;

/** `key` alone may be anything; behind one of these it opens something. */
const OPENS = words(
  'api access secret private signing encryption encrypt crypt master service auth account storage subscription admin app application client shared server deploy webhook integration license licence session cookie jwt hmac aes rsa ssh pgp gpg tls ssl root user developer dev live prod production test sandbox write read ingest ingestion insert license functions function host maps openai anthropic stripe datadog sendgrid twilio algolia mailgun mailchimp github gitlab google aws azure gcp firebase supabase cohere mistral groq pinecone newrelic relic pagerduty heroku cloudflare honeycomb segment mixpanel amplitude sentry bugsnag rollbar fastly vercel netlify postmark sparkpost nexmo vonage plivo mandrill giphy weather openweathermap rapidapi tmdb newsapi adyen paypal braintree square shopify plaid coinbase binance kraken bitfinex kucoin etherscan infura alchemy moralis dd hf tsig wireguard wg',
);

/** A value with such a word before it in its name is no secret, or opens nothing. */
const PUBLIC_BEFORE = words(
  'public pub publishable page next previous prev continuation continue sync start end cursor cancel cancellation csrf xsrf primary foreign partition sort range hash cache dedupe idempotency translation i18n lookup row column map object sub json dict group routing event ordering lex syntax parse parser max min num count total is has no not can should show hide forgot valid invalid wrong forgotten without known unknown host anon design mask special separator stop unk pad eos bos sep cls input output prompt completion',
);

/** A name that goes on so speaks of the secret, but does not hold it. */
const ABOUT_IT = words(
  'id ids name names type types file files path paths dir url uri urls endpoint length len size count max min limit limits field fields input inputs label labels hint hints placeholder policy policies rule rules regex pattern format algorithm alg hash hashed digest sha md5 fingerprint checksum thumbprint version expiry expires expiration expired expire ttl age lifetime duration timeout created updated at date time enabled disabled required optional valid invalid validator validation error errors message msg reset resets strength ref reference selector store storage manager provider service class form view page screen icon button visible visibility show hide toggle prompt attempts retries usage used index idx row column table prefix suffix header headers param params parameter parameters schema model response request callback handler helper util utils generator factory builder parser scanner lexer stream iterator range budget cost price arn region bucket alias rotation management manager env var variable variables location source mode state status kind scope scopes audience issuer grant rate bits per second pair pairs ring chain board down up press pressed code codes event events frame frames word words stroke map point points note notes space holder holders list lists set sets based less only counts counter counting encoder encoding decoder',
);
/** Parts of a name that change nothing. */
const NEUTRAL =
  /^(?:value|val|str|string|text|plain|plaintext|raw|base64|b64|data|base|prod|production|dev|development|test|testing|staging|live|sandbox|default|new|old|current|confirm|confirmation|again|repeat|main|primary|secondary|backup|master|readonly|rw|ro|env|override|json|header|v?\d{1,6}|[a-z])$/u;

const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+/gu;

/**
 * Judges a name such as `DB_PASSWORD`, `spring.datasource.password`, `apiKey`, `x-api-key`.
 *
 * @param before the words right before the name, for what is written apart: "API key"
 */
export function secretKindOf(name: string, before: readonly string[]): SecretKind {
  const parts = (name.match(WORD) ?? []).map((part) => part.toLowerCase());
  while (parts.length > 1 && NEUTRAL.test(parts.at(-1) ?? '')) parts.pop();
  const word = parts.pop() ?? '';
  const leading = [...before, ...parts];
  if (ABOUT_IT.has(word) || leading.some((part) => PUBLIC_BEFORE.has(part))) return undefined;
  if (isPassword(word, leading.at(-1))) return 'password';
  return isKey(word, leading) || (word === 'auth' && name.startsWith('_')) ? 'key' : undefined;
}

function isPassword(word: string, previous: string | undefined): boolean {
  if (previous === 'pass' && (word === 'word' || word === 'phrase')) return true;
  return PASSWORD.has(word) || PASSWORD_ENDING.test(word);
}

function isKey(word: string, leading: readonly string[]): boolean {
  if (KEY.has(word) || KEY_ENDING.test(word)) return true;
  if (word === 'auth') return leading.length > 0;
  return (word === 'key' || word === 'keys') && leading.some((part) => OPENS.has(part));
}
