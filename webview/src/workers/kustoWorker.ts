/** The worker of monaco-kusto: completion, hover and colours of KQL. The scripts of Microsoft's parser are loaded before it. */
import '@kusto/monaco-kusto/release/esm/kusto.worker';
