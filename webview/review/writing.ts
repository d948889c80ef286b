import type { RequestOf, ResultOf } from '../../src/shared/panelProtocol.js';
import { HostError, messageOf } from '../page/hostLink.js';
import type { PanelContext } from './panelContext.js';

/** What changes the journals; one at a time. */
type Writing = 'decide' | 'comment' | 'dismissProposal' | 'undo' | 'redo';

/**
 * Undefined when it was refused; then the reviewer has been told, and sees how things stand.
 * @param onRefused hears of the reason's code
 */
export async function writeOne<Type extends Writing>(
  { store, link, opener }: Pick<PanelContext, 'store' | 'link' | 'opener'>,
  request: RequestOf<Type>,
  onRefused: (reason: string) => void = () => {},
): Promise<ResultOf<Type> | undefined> {
  store.update((state) => ({ ...state, deciding: true }));
  try {
    const result = await link.request(request);
    opener.supersede();
    return result;
  } catch (error) {
    store.tell('refused', messageOf(error));
    if (error instanceof HostError) onRefused(error.reason);
    await opener.reload();
    return undefined;
  } finally {
    store.update((state) => ({ ...state, deciding: false }));
  }
}
