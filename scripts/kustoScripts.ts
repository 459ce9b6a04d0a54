import type { Plugin } from 'esbuild';

/** Microsoft's parser as it lies in its package, and where the bundles find it in `dist/`, as `.cjs`, because the root package is of type module. The order is the order of loading. */
export const kustoScripts = [
  { module: '@kusto/language-service-next/bridge.min.js', output: 'kusto/bridge.min.cjs' },
  { module: '@kusto/language-service-next/Kusto.Language.Bridge.min.js', output: 'kusto/Kusto.Language.Bridge.min.cjs' },
] as const;

/** What monaco-kusto needs besides, from Microsoft's older language service; only the scratch pane loads it. */
export const kustoEditorScripts = [
  { module: '@kusto/language-service/Kusto.JavaScript.Client.min.js', output: 'kusto/Kusto.JavaScript.Client.min.js' },
  { module: '@kusto/language-service/newtonsoft.json.min.js', output: 'kusto/newtonsoft.json.min.js' },
] as const;

/** Leaves imports of the parser out of a bundle and lets it require the shared copy beside it. */
export const externalKusto: Plugin = {
  name: 'external-kusto',
  setup(build) {
    build.onResolve({ filter: /^@kusto\/language-service-next\// }, ({ path }) => {
      const script = kustoScripts.find(({ module }) => module === path);
      return script === undefined
        ? { errors: [{ text: `${path} is not among the scripts that are copied to dist/kusto` }] }
        : { path: `./${script.output}`, external: true };
    });
  },
};

/** Leaves the imports of both language services out of a bundle that is loaded behind their scripts. */
export const precedingKusto: Plugin = {
  name: 'preceding-kusto',
  setup(build) {
    build.onResolve({ filter: /^@kusto\/language-service(?:-next)?\// }, ({ path }) => ({ path, namespace: 'preceding-kusto' }));
    build.onLoad({ filter: /.*/, namespace: 'preceding-kusto' }, () => ({ contents: '' }));
  },
};
