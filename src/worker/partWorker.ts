import { servePartThread } from '../node/threads/servePartThread.js';

// A bundle of its own: one that holds all jobs would cost every thread what it loads.
servePartThread();
