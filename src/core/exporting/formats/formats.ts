import type { FormatId } from '../exportInput.js';
import { chat } from './chat.js';
import { csv } from './csv.js';
import type { ExportFormat } from './format.js';
import { huggingFace } from './huggingFace.js';
import { pairs } from './pairs.js';
import { parquet } from './parquet.js';

/** Every format, by the name it is asked for by. */
export const FORMATS: Readonly<Record<FormatId, ExportFormat>> = {
  csv,
  parquet,
  chat,
  pairs,
  hf: huggingFace,
};
