// Coming back from an identity provider: go on at once. Without a script, the button does it.

document.querySelector("[data-go-on]").requestSubmit();
