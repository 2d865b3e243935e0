"""Libraries of one organisation each, to measure on; never trained or fitted on."""
