// Lint the browser's client and the scripts around it; what formatting is, no rule says.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["kb/publish/assets/", "node_modules/", "site/", ".venv/", ".kb/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-shadow": "error",
      "no-implicit-globals": "error",
      "no-unused-vars": ["error", { caughtErrors: "all" }],
      "no-param-reassign": "error",
      // Text is searched for control characters, to take them out.
      "no-control-regex": "off",
    },
  },
  {
    files: ["kb/web/**/*.mjs"],
    ignores: ["kb/web/build.mjs", "kb/web/shell/service_worker.mjs"],
    languageOptions: { globals: { ...globals.browser, KB_EXTRAS_VERSION: "readonly" } },
  },
  { files: ["kb/web/shell/service_worker.mjs"], languageOptions: { globals: globals.serviceworker } },
  { files: ["kb/web/build.mjs", ".ci/*.mjs", "tests/web/**/*.mjs", "*.mjs"], languageOptions: { globals: globals.node } },
];
