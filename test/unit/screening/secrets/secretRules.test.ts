import assert from 'node:assert/strict';
import fc from 'fast-check';
import { authorizationHeader } from '../../../../src/core/screening/recognisers/authorizationHeader.js';
import { commandLinePassword } from '../../../../src/core/screening/recognisers/commandLinePassword.js';
import { connectionString } from '../../../../src/core/screening/recognisers/connectionString.js';
import { jsonWebToken } from '../../../../src/core/screening/recognisers/jsonWebToken.js';
import { passwordHash } from '../../../../src/core/screening/recognisers/passwordHash.js';
import { privateKey } from '../../../../src/core/screening/recognisers/privateKey.js';
import { secretAssignment } from '../../../../src/core/screening/recognisers/secretAssignment.js';
import { found, HEX, mixed, secretsIn } from './scan.js';

const KEY = 'KEY';
const PASSWORD = `Tr0ub${'4dor'}&3x`;
const TOKEN = mixed(24);

function base64url(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

function pem(label: string, lines: number, lineEnd = '\n'): string {
  const body = Array.from({ length: lines }, () => mixed(64)).join(lineEnd);
  return `-----BEGIN ${label}-----${lineEnd}${body}${lineEnd}-----END ${label}-----`;
}

describe('privateKey', () => {
  it('finds keys in every armour, whole', () => {
    const labels = ['RSA', 'EC', 'DSA', 'OPENSSH', 'ENCRYPTED'].map(
      (kind) => `${kind} PRIVATE ${KEY}`,
    );
    for (const label of [...labels, `PRIVATE ${KEY}`, `PGP PRIVATE ${KEY} BLOCK`]) {
      const key = pem(label, 5);
      assert.deepEqual(found(`Here:\n${key}\nWhat now?`, [privateKey]), [key], label);
    }
  });

  it('finds keys with escaped line ends, quoted, and cut off', () => {
    const label = `RSA PRIVATE ${KEY}`;
    const escaped = pem(label, 4, '\\n');
    assert.deepEqual(found(`{"private_key": "${escaped}\\n"}`, [privateKey]), [escaped]);
    const quoted = pem(label, 4, '\n> ');
    assert.deepEqual(found(quoted, [privateKey]), [quoted]);
    const cut = pem(label, 4).split('\n').slice(0, 3).join('\n');
    assert.deepEqual(found(`${cut}\n\nand so on`, [privateKey]), [cut]);
  });

  it('finds PuTTY keys and the private part of a JSON Web Key', () => {
    const putty = `PuTTY-User-Key-File-2: ssh-rsa\nComment: x\nPublic-Lines: 1\n${mixed(64)}\nPrivate-Lines: 2\n${mixed(64)}\n${mixed(64)}\nPrivate-MAC: ${mixed(40, HEX)}`;
    assert.deepEqual(found(`${putty}\n`, [privateKey]), [putty]);
    const d = mixed(43);
    assert.deepEqual(found(`{"kty":"EC","x":"${mixed(43)}","d":"${d}"}`, [privateKey]), [d]);
  });

  it('leaves alone certificates, public keys, and marks without a key', () => {
    const harmless = [
      pem('CERTIFICATE', 5),
      pem(`PUBLIC ${KEY}`, 5),
      `-----BEGIN RSA PRIVATE ${KEY}-----\n...\n-----END RSA PRIVATE ${KEY}-----`,
      `if (text.startsWith('-----BEGIN PRIVATE ${KEY}-----')) return 'pem';`,
      `{"kty":"EC","x":"${mixed(43)}"}`,
      `{"d":"${mixed(43)}"}`,
    ];
    for (const text of harmless) assert.deepEqual(found(text, [privateKey]), [], text);
  });
});

describe('jsonWebToken', () => {
  const payload = base64url({ sub: '42', iss: 'acme' });

  it('finds signed and encrypted tokens by their decoded header', () => {
    const signed = `${base64url({ alg: 'HS256' })}.${payload}.${mixed(43)}`;
    const encrypted = `${base64url({ alg: 'dir', enc: 'A256GCM' })}..${mixed(16)}.${mixed(20)}.${mixed(22)}`;
    assert.deepEqual(found(`token ${signed}.`, [jsonWebToken]), [signed]);
    assert.equal(found(`token ${encrypted}`, [jsonWebToken]).length, 1);
  });

  it('leaves alone other Base64, and the sample in the documentation', () => {
    const other = `${base64url({ name: 'x', value: 'y' })}.${payload}.${mixed(43)}`;
    const sample = `${base64url({ alg: 'HS256' })}.${base64url({ sub: '1234567890', name: 'John Doe' })}.${mixed(43)}`;
    for (const text of [other, sample, base64url({ alg: 'HS256' })]) {
      assert.deepEqual(found(text, [jsonWebToken]), [], text);
    }
  });
});

describe('connectionString', () => {
  it('finds URLs of databases and queues with a password, whole', () => {
    for (const scheme of ['postgres', 'mysql', 'mongodb+srv', 'redis', 'amqp', 'sqlserver']) {
      const url = `${scheme}://app:${TOKEN}@db.acme.internal:5432/orders`;
      assert.deepEqual(found(`DATABASE_URL=${url}`, [connectionString]), [url]);
    }
    const jdbc = `jdbc:mysql://db:3306/x?user=app&password=${TOKEN}`;
    const oracle = `jdbc:oracle:thin:scott/${TOKEN}@//db:1521/x`;
    assert.deepEqual(found(`${jdbc}\n${oracle}`, [connectionString]), [jdbc, oracle]);
  });

  it('finds lists of members with a password, whole', () => {
    const sql = `Server=tcp:db.acme.net,1433;User ID=sa;Password=${TOKEN};Encrypt=True`;
    assert.deepEqual(found(`"Default": "${sql}"`, [connectionString]), [sql]);
    const storage = `DefaultEndpointsProtocol=https;AccountName=acme;Account${'Key'}=${mixed(86)}==;EndpointSuffix=core.windows.net`;
    assert.deepEqual(found(`conn = "${storage}"`, [connectionString]), [storage]);
  });

  it('leaves alone what documentation writes', () => {
    const harmless = [
      'postgres://user:password@localhost:5432/app',
      'postgres://postgres:postgres@localhost/dev',
      'mongodb://<user>:<password>@cluster0.mongodb.net',
      `redis://\${USER}:\${PASSWORD}@cache:6379`,
      'redis://localhost:6379/0',
      'Server=db;Database=x;Integrated Security=true',
      'Server=db;User Id=sa;Password={0}',
      'for (let i = 0; i < n; i += 1) { password = next; }',
    ];
    for (const text of harmless) assert.deepEqual(secretsIn(text), [], text);
  });
});

describe('authorizationHeader', () => {
  it('finds bearer tokens and basic credentials, as span the credentials alone', () => {
    const basic = Buffer.from(`bob:${PASSWORD}`).toString('base64');
    const written = [
      `Authorization: Bearer ${TOKEN}`,
      `headers: { Authorization: 'Bearer ${TOKEN}' }`,
      `req.Header.Set("Authorization", "Bearer ${TOKEN}")`,
      `-H "authorization: token ${TOKEN}"`,
    ];
    for (const text of written) assert.deepEqual(found(text, [authorizationHeader]), [TOKEN], text);
    assert.deepEqual(found(`Authorization: Basic ${basic}`, [authorizationHeader]), [basic]);
  });

  it('leaves alone stand-ins, variables and sentences', () => {
    const harmless = [
      'Authorization: Bearer <token>',
      `Authorization: \`Bearer \${accessToken}\``,
      'Authorization: Bearer YOUR_ACCESS_TOKEN_1',
      'The bearer token authenticates request 12.',
      'Authorization: Basic realm="x"',
    ];
    for (const text of harmless) assert.deepEqual(found(text, [authorizationHeader]), [], text);
  });
});

describe('passwordHash', () => {
  it('finds the hashes of shadow files, .htpasswd and frameworks', () => {
    const hashes = [
      `$2${'b$'}12$${mixed(53)}`,
      `$6$${'salt'}$${mixed(86)}`,
      `$apr${'1$'}abcdefgh$${mixed(22)}`,
      `$argon${'2id'}$v=19$m=65536,t=3,p=4$${mixed(22)}$${mixed(43)}`,
      `pbkdf${'2_sha256'}$260000$${mixed(22)}$${mixed(43)}=`,
      `{SS${'HA}'}${mixed(32)}`,
    ];
    for (const hash of hashes)
      assert.deepEqual(found(`root:${hash}:19700`, [passwordHash]), [hash]);
  });

  it('leaves alone hashes of other things', () => {
    for (const text of [
      mixed(64, HEX),
      `sha512-${mixed(86)}==`,
      `$1 and $2b`,
      `$2${'b$'}12$${mixed(52)}`,
    ]) {
      assert.deepEqual(secretsIn(text), [], text);
    }
  });
});

describe('commandLinePassword', () => {
  it('finds passwords that only the program knows for one', () => {
    const commands = [
      `mysql -u root -p${PASSWORD} shop`,
      `sshpass -p '${PASSWORD}' ssh deploy@host`,
      `docker login -u bob -p ${PASSWORD}`,
      `redis-cli -a ${PASSWORD} ping`,
      `curl -u admin:${PASSWORD} https://ci.acme.dev`,
      `curl -s \\\n  --user admin:'${PASSWORD}' https://ci.acme.dev`,
      `CREATE USER app IDENTIFIED BY '${PASSWORD}';`,
      `echo '${PASSWORD}' | sudo -S ls`,
      `htpasswd -b .htpasswd bob ${PASSWORD}`,
    ];
    for (const text of commands)
      assert.deepEqual(found(text, [commandLinePassword]), [PASSWORD], text);
  });

  it('leaves alone ports, prompts and variables', () => {
    const harmless = [
      'docker run -p 8080:80 nginx',
      'ssh -p 2222 deploy@host',
      'mysql -u root -p shop',
      'mkdir -p a1/b2',
      'curl -u "$USER:$PASS" https://ci.acme.dev',
      'curl -u bob https://ci.acme.dev',
    ];
    for (const text of harmless) assert.deepEqual(secretsIn(text), [], text);
  });
});

describe('secretAssignment', () => {
  it('finds the value alone, however it is assigned', () => {
    const passwords = [
      `DB_PASSWORD=${PASSWORD}`,
      `password: "${PASSWORD}"`,
      `"password": "${PASSWORD}",`,
      `'password' => '${PASSWORD}'`,
      `String password = "${PASSWORD}";`,
      `spring.datasource.password=${PASSWORD}`,
      `<password>${PASSWORD}</password>`,
      `define('DB_PASSWORD', '${PASSWORD}');`,
      `auth=('bob', '${PASSWORD}')`,
      `./migrate --db-password ${PASSWORD} --dry-run`,
      `machine git.acme.dev login bot password ${PASSWORD}`,
      `my password is ${PASSWORD}`,
      `The password for the staging box was changed to ${PASSWORD}`,
      `Passwort: ${PASSWORD}`,
      `contraseña: ${PASSWORD}`,
    ];
    for (const text of passwords)
      assert.deepEqual(found(text, [secretAssignment]), [PASSWORD], text);
    const keys = [
      `export ACME_API_KEY=${TOKEN}`,
      `apiKey: '${TOKEN}'`,
      `x-api-key: ${TOKEN}`,
      `  - name: SERVICE_TOKEN\n    value: "${TOKEN}"`,
      `ENV API_KEY ${TOKEN}`,
      `?client_secret=${TOKEN}&grant_type=x`,
      `os.environ["API_KEY"] = "${TOKEN}"`,
      `secret access key: ${TOKEN}`,
      `<add key="ApiKey" value="${TOKEN}" />`,
    ];
    for (const text of keys) assert.deepEqual(found(text, [secretAssignment]), [TOKEN], text);
  });

  it('leaves alone code, settings about secrets, public values and words', () => {
    const harmless = [
      'if (password !== confirmPassword) fail();',
      'function login(user: string, password: string) {',
      'password = input("Password: ")',
      'const token = await getToken(user.id);',
      'token: Optional[str] = None',
      'secret: config.auth.secret1,',
      'password_file: /run/secrets/db_password',
      'PASSWORD_RESET_TIMEOUT=3600',
      'max_tokens: 4096',
      'hotkey: ctrl+shift+p2',
      `cache_key = "${mixed(32, HEX)}"`,
      `"nextPageToken": "${TOKEN}"`,
      `"publicKey": "${mixed(44)}"`,
      `commit ${mixed(40, HEX)}`,
      `"integrity": "sha512-${mixed(86)}=="`,
      '"password": "Das Passwort ist falsch."',
      '<label for="password">Password</label>',
      'passed 12, failed 3; bypass3 and compass 270',
      `arn:aws:secretsmanager:eu-west-1:123:secret:db-${mixed(6)}`,
    ];
    for (const text of harmless) assert.deepEqual(secretsIn(text), [], text);
  });

  it('never flags a stand-in, whatever stands inside it', () => {
    const name = fc.constantFrom('password', 'API_KEY', 'client_secret', 'authToken', 'DB_PASS');
    const sign = fc.constantFrom('=', ': ', ' = ', ': "', "='");
    const inside = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{2,20}$/u);
    const standIn = fc.oneof(
      inside.map((text) => `<${text}>`),
      inside.map((text) => `\${${text}}`),
      inside.map((text) => `{{ ${text} }}`),
      inside.map((text) => `\${{ secrets.${text} }}`),
      inside.map((text) => `process.env.${text}`),
      inside.map((text) => `os.environ['${text}']`),
      inside.map((text) => `%${text.toUpperCase()}%`),
      inside.map((text) => `your-${text}`),
      fc.integer({ min: 3, max: 30 }).map((length) => '*'.repeat(length)),
      fc.integer({ min: 3, max: 30 }).map((length) => 'x'.repeat(length)),
      fc.integer({ min: 1, max: 99 }).map((number) => `[PASSWORD_${number}]`),
    );
    fc.assert(
      fc.property(name, sign, standIn, (key, assigned, value) => {
        const quote = assigned.at(-1) === '"' || assigned.at(-1) === "'" ? assigned.at(-1) : '';
        if (quote === "'" && value.includes("'")) return;
        assert.deepEqual(secretsIn(`${key}${assigned}${value}${quote}`), []);
      }),
    );
  });
});
