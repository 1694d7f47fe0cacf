"""Messages of the document axis (QCVN 102:2016/BTTTT), pure: what they say, how they are written and read."""
