import { servePartThread } from '../node/threads/servePartThread.js';

servePartThread();
