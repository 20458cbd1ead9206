"""The company's electronic seal (公司电子签章) on archive PDFs: put on and looked at in its own process."""
