import { parentPort, workerData } from 'node:worker_threads';
import { yieldToAnswers } from '../../../platform/jobs/yield-to-answers.ts';
import { predictScore, type PredictTask } from './predict-score.ts';

yieldToAnswers();

parentPort?.postMessage(predictScore(workerData as PredictTask));
