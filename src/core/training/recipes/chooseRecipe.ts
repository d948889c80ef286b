import type { TrainingSettings } from '../../workspace/settings/trainingSchema.js';
import { builtinRecipe } from './builtinRecipe.js';
import { findPython, noPython } from './findPython.js';
import type { Recipe, TrainingContext } from './recipe.js';
import { sklearnRecipe } from './sklearnRecipe.js';

/**
 * @param wanted `auto`: scikit-learn where a Python has it, else the built-in
 * @param python a program; left out: whichever is on `PATH`
 * @throws CodelumiError `not-found` where scikit-learn was asked for and is not there
 */
export async function chooseRecipe(
  context: TrainingContext,
  wanted: TrainingSettings['recipe'],
  python: string | undefined,
): Promise<Recipe> {
  if (wanted === 'builtin') return builtinRecipe;
  context.progress({ message: 'Looking for scikit-learn' });
  const found = await findPython(context, python);
  if (found !== undefined) return sklearnRecipe(found);
  if (wanted === 'auto' && python === undefined) return builtinRecipe;
  throw noPython(python);
}
