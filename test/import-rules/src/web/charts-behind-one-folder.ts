/** Breaks charts-behind-one-folder. */
export { init } from 'echarts';
