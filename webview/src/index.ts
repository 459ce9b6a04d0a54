export { ResultsPage } from './resultsPage.ts';
