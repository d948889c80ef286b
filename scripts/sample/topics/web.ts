import type { Topic } from './topic.js';

export const web: readonly Topic[] = [
  {
    key: 'web-cors',
    title: 'CORS errors',
    ask: 'How do I fix a CORS error in the browser?',
    also: [
      'No Access-Control-Allow-Origin header',
      'cors error only in browser, curl works',
      'preflight request fails',
      'the page may not call my api on another port',
    ],
    answer:
      'The server must answer with `Access-Control-Allow-Origin` for your origin, also to the OPTIONS preflight, with the allowed methods and headers. The browser enforces it, so curl works anyway. In development a proxy in the dev server avoids it.',
    wrong: 'Set `mode: "no-cors"` on fetch; then you can read the response from any origin.',
  },
  {
    key: 'web-401-403',
    title: '401 and 403',
    ask: 'What is the difference between 401 and 403?',
    also: [
      '401 vs 403',
      'which status for missing permission',
      'unauthorized or forbidden',
      'http code when the user is known but not allowed',
    ],
    answer:
      '401 means "I do not know who you are": no or invalid credentials, try again after logging in. 403 means "I know you, and you may not". Use 404 instead of 403 when even the existence must stay private.',
  },
  {
    key: 'web-samesite',
    title: 'Cookie flags',
    ask: 'Which flags should a session cookie have?',
    also: [
      'SameSite Lax or Strict',
      'HttpOnly Secure cookie',
      'cookie not sent cross site',
      'attributes that keep a login cookie safe',
    ],
    answer:
      '`Set-Cookie: sid=…; HttpOnly; Secure; SameSite=Lax; Path=/`. HttpOnly keeps scripts away, Secure needs HTTPS, and Lax stops most cross-site requests. The `__Host-` prefix also forbids a Domain attribute.',
  },
  {
    key: 'web-put-patch',
    title: 'PUT and PATCH',
    ask: 'When do I use PUT and when PATCH?',
    also: [
      'put vs patch rest',
      'partial update http method',
      'is patch idempotent',
      'replace a resource or change a few fields',
    ],
    answer:
      'PUT replaces the whole resource and is idempotent: sending it twice changes nothing more. PATCH changes some fields; it is idempotent only if you design it so. Say in the docs what a missing field means.',
    wrong: 'PUT changes only the fields you send and leaves the others as they are.',
  },
  {
    key: 'web-etag',
    title: 'Caching with ETag',
    ask: 'How does caching with ETag work?',
    also: [
      'etag 304',
      'if-none-match header',
      'browser does not revalidate',
      'avoid sending a body that the client already has',
    ],
    answer:
      'The server sends `ETag: "abc"`; the client asks again with `If-None-Match: "abc"` and gets `304 Not Modified` without a body if nothing changed. With `Cache-Control: no-cache` the client asks every time; with `max-age` it does not ask until then.',
  },
  {
    key: 'web-password-hash',
    title: 'Store passwords',
    ask: 'How should I store user passwords?',
    also: [
      'bcrypt or argon2',
      'is sha256 ok for passwords',
      'salt and hash password node',
      'keep login credentials safe in the database',
    ],
    answer:
      'Hash them with a slow algorithm made for it: Argon2id, or scrypt, which Node has built in (`crypto.scrypt`). Store algorithm, parameters, salt and hash together so that you can raise the cost later. A plain SHA-256 is far too fast.',
    wrong: 'A single SHA-256 with a fixed salt is enough for passwords.',
  },
  {
    key: 'web-xss',
    title: 'Avoid XSS',
    ask: 'How do I show user text without XSS?',
    also: [
      'innerHTML dangerous',
      'escape html in javascript',
      'prevent cross site scripting',
      'display what people typed without running it',
    ],
    answer:
      'Set `element.textContent`, or let the template engine escape, and never pass user text to `innerHTML`. If you must allow formatting, sanitise with a maintained library and add a Content-Security-Policy without `unsafe-inline`.',
  },
  {
    key: 'web-429',
    title: 'Rate limits',
    ask: 'How should a client react to HTTP 429?',
    also: [
      'too many requests retry',
      'exponential backoff jitter',
      'retry-after header',
      'api says slow down, what now',
    ],
    answer:
      'Wait for `Retry-After` if it is sent, otherwise back off exponentially with jitter: 1 s, 2 s, 4 s, each times a random factor, and give up after a few tries. Retry only requests that are safe to repeat.',
  },
  {
    key: 'css-center',
    title: 'Center an element',
    ask: 'How do I center an element with CSS?',
    also: [
      'center div vertically and horizontally',
      'flexbox center',
      'place-items center',
      'put a box in the middle of its parent',
    ],
    answer:
      'On the parent: `display: grid; place-items: center;`, and give it a height, for example `min-height: 100dvh`. For text in one line `text-align: center` is enough.',
  },
  {
    key: 'web-a11y-label',
    title: 'Label an icon button',
    ask: 'How do I make an icon button accessible?',
    also: [
      'aria-label icon button',
      'screen reader says only button',
      'accessible name for svg button',
      'button with just a picture needs a name',
    ],
    answer:
      'Give it a name: `<button aria-label="Delete entry">` and hide the picture with `aria-hidden="true"`. Keep it a real `<button>`, so keyboard and focus work; a tooltip alone is not a name.',
  },
];
