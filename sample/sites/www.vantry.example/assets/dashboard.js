// Would draw the dashboard from a private service that the sample does not have.
document.getElementById("root").textContent = "Loading";
