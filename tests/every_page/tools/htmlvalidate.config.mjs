// What html-validate is asked about pages as they arrive, not as somebody wrote them.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    "aria-label-misuse": ["error", { allowAnyNamable: true }], // ARIA lets a list have a name
    "form-dup-name": "off", // cells of one name that repeat are one list for the server
    "no-trailing-whitespace": "off", // templates leave lines of blanks where a condition stood
    "require-sri": ["error", { target: "crossorigin" }], // every file is ours
  },
};
