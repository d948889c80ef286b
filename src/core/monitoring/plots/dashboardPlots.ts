import { candidateOutcomes } from './candidateOutcomes.js';
import { coverageGaps } from './coverageGaps.js';
import { coverageOverTime } from './coverageOverTime.js';
import { decisionsOverTime } from './decisionsOverTime.js';
import { feedbackOverTime } from './feedbackOverTime.js';
import { funnel } from './funnel.js';
import { hitMix } from './hitMix.js';
import { latencyOverTime } from './latencyOverTime.js';
import { memoryGrowth } from './memoryGrowth.js';
import type { DashboardPlots } from './plot.js';
import type { PlotData } from './plotData.js';
import { reviewerAgreement } from './reviewerAgreement.js';
import { reviewerThroughput } from './reviewerThroughput.js';
import { scoreDistribution } from './scoreDistribution.js';
import { scoresOverTime } from './scoresOverTime.js';
import { staleEntries } from './staleEntries.js';

/** Every plot of the dashboard, in the order in which it is read; also those that have nothing to draw yet. */
export function dashboardPlots(data: PlotData): DashboardPlots[] {
  const { watched } = data;
  return [
    {
      group: 'Answers',
      plots: [
        ...watched.map((each) => scoreDistribution(each, data)),
        scoresOverTime(data),
        ...watched.map((each) => hitMix(each, data)),
        latencyOverTime(data),
      ],
    },
    { group: 'Users', plots: [coverageOverTime(data), feedbackOverTime(data)] },
    {
      group: 'Knowledge',
      plots: [
        memoryGrowth('entries', data),
        memoryGrowth('bytes', data),
        coverageGaps(data),
        staleEntries(data),
      ],
    },
    {
      group: 'Review',
      plots: [
        candidateOutcomes(data),
        decisionsOverTime(data),
        reviewerThroughput(data),
        reviewerAgreement(data),
        funnel(data),
      ],
    },
  ];
}
